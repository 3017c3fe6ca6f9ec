using Matching.Casework.Access;
using Matching.Casework.Records;

namespace Matching.Casework.Cases;

public sealed partial record RescuedChild
{
    /// <summary>Adds a stay to the chain of custody.</summary>
    public Outcome<RescuedChild> AddStay(CustodyStay stay) =>
        CustodyChain.Objection(Custody, stay) is { } refusal ? refusal : this with { Custody = Custody.Add(stay) };

    /// <summary>Hands the child over: ends the stay that lasts and begins another on the same day.</summary>
    public Outcome<RescuedChild> HandOver(CustodyStay next)
    {
        var lasting = CustodyChain.Standing(Custody).LastOrDefault(stay => stay.To is null);
        if (lasting is null)
            return AddStay(next);
        if (next.From < lasting.From)
            return new Refusal(CaseworkCodes.CustodyReversed, $"The child came to {lasting.Holder} on {lasting.From:O}, after this hand-over. Correct the date.");
        return (this with { Custody = Custody.Replace(lasting, lasting with { To = next.From }) }).AddStay(next);
    }

    /// <summary>Ends the stay that lasts; where the child is from then on is not known yet.</summary>
    public Outcome<RescuedChild> EndStay(DateOnly on)
    {
        var lasting = CustodyChain.Standing(Custody).LastOrDefault(stay => stay.To is null);
        if (lasting is null)
            return new Refusal(CaseworkCodes.CustodyUnknown, "The chain of custody has no stay that lasts, so that none can end.");
        return on < lasting.From
            ? new Refusal(CaseworkCodes.CustodyReversed, $"The child came to {lasting.Holder} on {lasting.From:O}, after this end. Correct the date.")
            : this with { Custody = Custody.Replace(lasting, lasting with { To = on }) };
    }

    /// <summary>Takes back a stay that was entered wrongly; it stays readable.</summary>
    public Outcome<RescuedChild> TakeBackStay(string holder, DateOnly from, string reason)
    {
        var stay = CustodyChain.Standing(Custody).FirstOrDefault(s => s.Holder == holder && s.From == from);
        return stay is null
            ? new Refusal(CaseworkCodes.CustodyUnknown, $"The chain of custody has no stay with {holder} from {from:O} on.")
            : this with { Custody = Custody.Replace(stay, stay with { TakenBack = reason }) };
    }

    /// <summary>Enters that somebody says the child is theirs. Alone that makes nobody a parent, nor a known non-parent.</summary>
    public Outcome<RescuedChild> Claim(string person, Actor actor, DateTimeOffset at) => Claims.Any(claim => claim.Person == person)
        ? this
        : this with { Claims = Claims.Add(new ParenthoodClaim(person, at, actor.Code)) };

    /// <summary>True when a claim check has excluded the person as a parent of this child.</summary>
    public bool IsKnownNonParent(string person) => NonParents.Any(known => known.Person == person);

    /// <summary>True when the person had the child at some time, by the chain of custody.</summary>
    public bool HadHolder(string person) => CustodyChain.Standing(Custody).Any(stay => stay.Holder == person);

    /// <summary>Puts the child's own flag up.</summary>
    public Outcome<RescuedChild> Seal(string reason, Actor actor, DateTimeOffset at) =>
        !Seals.IsEmpty && Seals[^1].IsSealed ? this : this with { Seals = Seals.Add(new SealEvent(IsSealed: true, at, actor.Code, reason)) };

    /// <summary>Takes the child's own flag down; that takes two. The flag of the case and a believed sale still seal it.</summary>
    public Outcome<RescuedChild> Unseal(string reason, JointAct both, DateTimeOffset at) => both.Objection(Owner()) is { } refusal
        ? refusal
        : this with { Seals = Seals.Add(new SealEvent(IsSealed: false, at, both.Codes, reason)) };

    // A claim check alone may say this, and only of whom it excludes.
    internal RescuedChild Exclude(KnownNonParent person) => IsKnownNonParent(person.Person) ? this : this with { NonParents = NonParents.Add(person) };

    internal RescuedChild WithCaseSeal(bool isSealed) => this with { IsCaseSealed = isSealed };
}
