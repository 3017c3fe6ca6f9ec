using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Records;
using Matching.Casework.Registry;

namespace Matching.Casework.Consents;

/// <summary>What a sample may be used for.</summary>
public enum ConsentPurpose
{
    /// <summary>To find the missing child, or the parents of a child.</summary>
    Search = 0,

    /// <summary>To check whether one child is theirs.</summary>
    ClaimCheck = 1,

    /// <summary>To give the profile to another country's search.</summary>
    SearchAbroad = 2,

    /// <summary>To improve the method; without name and code.</summary>
    Method = 3,
}

/// <summary>What a sample is not used for; the form says so in words.</summary>
public enum ExcludedUse
{
    /// <summary>Penalties for the number of children.</summary>
    BirthLimitPenalty = 0,

    /// <summary>Evidence against the giver.</summary>
    EvidenceAgainstGiver = 1,

    /// <summary>Comparison with traces of crimes.</summary>
    CrimeTraces = 2,

    /// <summary>Questions of health or descent.</summary>
    HealthOrDescent = 3,

    /// <summary>Paternity within the family for its own sake.</summary>
    PaternityDispute = 4,
}

/// <summary>What was signed.</summary>
/// <param name="Purpose">What the sample may be used for.</param>
/// <param name="NotUsedFor">What it is not used for, as the form says.</param>
/// <param name="Form">Version of the form.</param>
/// <param name="SignedBy">Code of whoever signed: the person, or the guardian.</param>
/// <param name="ReviewOn">When to ask again.</param>
public sealed record ConsentTerms(ConsentPurpose Purpose, ImmutableArray<ExcludedUse> NotUsedFor, string Form, string SignedBy, DateOnly ReviewOn);

/// <summary>The demand to take a person's profiles out of every comparison at once and to erase their genotypes.</summary>
/// <param name="Side">The person's side.</param>
/// <param name="Person">Code of the person.</param>
/// <param name="Consent">Code of the withdrawn consent.</param>
public sealed record RetireDemand(Side Side, string Person, string Consent);

/// <summary>A withdrawn consent and what follows from it.</summary>
/// <param name="Consent">The consent as it stands now.</param>
/// <param name="Retire">What has to be done in the same change; null when the profile was not compared on this consent.</param>
public sealed record Withdrawal(Consent Consent, RetireDemand? Retire);

/// <summary>The consent of one person to one purpose. It ends by withdrawal alone, never by time.</summary>
public sealed record Consent : IKeptRecord
{
    /// <summary>What every form has to exclude.</summary>
    public static ImmutableArray<ExcludedUse> AlwaysExcluded { get; } = [ExcludedUse.BirthLimitPenalty, ExcludedUse.EvidenceAgainstGiver];

    private Consent()
    {
    }

    public static RecordKind Kind => RecordKind.Consent;

    public string Code { get; private init; } = "";

    public Side Side { get; private init; }

    /// <summary>Code of the person whose sample it is.</summary>
    public string Person { get; private init; } = "";

    /// <summary>Code of the family; null for a child.</summary>
    public string? Family { get; private init; }

    public string Unit { get; private init; } = "";

    public ConsentTerms Terms { get; private init; } = new(default, [], "", "", default);

    public DateTimeOffset GivenAt { get; private init; }

    /// <summary>When it was renewed, each time.</summary>
    public ImmutableArray<DateTimeOffset> Renewals { get; private init; } = [];

    public DateTimeOffset? WithdrawnAt { get; private init; }

    /// <summary>Enters the consent of a relative, or of a child's guardian for the child.</summary>
    public static Outcome<Consent> Give(string code, Side side, string person, string? family, ConsentTerms terms, Actor actor, DateTimeOffset at)
    {
        if (actor.Unit is null)
            return new Refusal(CaseworkCodes.CaseUnit, "A consent is kept by a unit, and you belong to none. Let somebody of the unit enter it.");
        var missing = AlwaysExcluded.Except(terms.NotUsedFor).ToList();
        if (missing.Count > 0)
            return new Refusal(CaseworkCodes.ConsentUses, $"The form does not exclude {string.Join(", ", missing.Select(RecordJson.Word))}. Use a form that does: people who fear it stay away.");
        if (string.IsNullOrWhiteSpace(terms.SignedBy) || string.IsNullOrWhiteSpace(terms.Form))
            return new Refusal(CaseworkCodes.ConsentSigned, "The form or whoever signed it is missing. Enter both.");
        return new Consent { Code = code, Side = side, Person = person, Family = family, Unit = actor.Unit, Terms = terms, GivenAt = at };
    }

    /// <summary>True until it is withdrawn, however long ago it was to be reviewed: a search has no end.</summary>
    public bool IsInForce() => WithdrawnAt is null;

    /// <summary>True when somebody should ask again; nothing else follows from it.</summary>
    public bool IsReviewDue(DateOnly day) => IsInForce() && day >= Terms.ReviewOn;

    public RecordIndex Index() => new(
        IsInForce() ? "in-force" : "withdrawn",
        Unit,
        Child: Side == Side.Child ? Person : null,
        Family: Family,
        Due: IsInForce() ? new DateTimeOffset(Terms.ReviewOn, TimeOnly.MinValue, TimeSpan.Zero) : null);

    public Ownership Owner() => new([Unit]);

    /// <summary>Enters that the person was asked and agrees again.</summary>
    public Outcome<Consent> Renew(DateOnly reviewOn, DateTimeOffset at) => IsInForce()
        ? this with { Terms = Terms with { ReviewOn = reviewOn }, Renewals = Renewals.Add(at) }
        : new Refusal(CaseworkCodes.ConsentWithdrawn, $"The consent {Code} was withdrawn. Have a new one signed.");

    /// <summary>Withdraws it. The answer says which profile has to be taken out in the same change.</summary>
    public Outcome<Withdrawal> Withdraw(DateTimeOffset at) => IsInForce()
        ? new Withdrawal(
            this with { WithdrawnAt = at },
            Terms.Purpose is ConsentPurpose.Search or ConsentPurpose.ClaimCheck ? new RetireDemand(Side, Person, Code) : null)
        : new Refusal(CaseworkCodes.ConsentWithdrawn, $"The consent {Code} was withdrawn already.");
}
