namespace Matching.Casework.Families;

/// <summary>Every code of a finding made when families are formed. Each is listed in <c>docs/errors.md</c>.</summary>
public static class FamilyFindingCodes
{
    public const string RoleUnknown = "relative.role-unknown";
    public const string RoleWithoutSide = "relative.role-without-side";
    public const string RoleSex = "relative.role-sex";
    public const string RoleTwice = "relative.role-twice";
    public const string ChildLeftOut = "relative.child-left-out";
    public const string FamilyTooLarge = "relative.family-too-large";
    public const string NotInPedigree = "relative.not-in-pedigree";
    public const string PedigreeRefused = "family.pedigree-refused";
}

/// <summary>Something seen while a family was formed; a warning.</summary>
/// <param name="Code">One of <see cref="FamilyFindingCodes"/>.</param>
/// <param name="Line">1-based line of the person it is about; 0 where none is known.</param>
/// <param name="Person">The person it is about.</param>
/// <param name="Text">What was seen and what to do.</param>
public readonly record struct FamilyFinding(string Code, int Line, string Person, string Text);
