using Matching.Casework.Records;

namespace Matching.Casework.Access;

/// <summary>An act in a sealed case: the case officer and child protection do it together.</summary>
/// <param name="CaseOfficer">The case officer of a unit that the record belongs to.</param>
/// <param name="ChildProtection">Somebody else, of child protection.</param>
public sealed record JointAct(Actor CaseOfficer, Actor ChildProtection)
{
    /// <summary>Both, for the audit.</summary>
    public string Codes => $"{CaseOfficer.Code}+{ChildProtection.Code}";

    /// <summary>Why these two may not; null when they may.</summary>
    public Refusal? Objection(Ownership owner)
    {
        bool areBoth = CaseOfficer.Is(Role.CaseOfficer) && owner.BelongsTo(CaseOfficer.Unit) && ChildProtection.Is(Role.ChildProtection);
        return areBoth && !CaseOfficer.IsMachine && !ChildProtection.IsMachine && CaseOfficer.Code != ChildProtection.Code
            ? null
            : new Refusal(CaseworkCodes.NeedsJointAct, "In a sealed case this takes two persons: the case officer of the unit, and somebody else of child protection.");
    }
}
