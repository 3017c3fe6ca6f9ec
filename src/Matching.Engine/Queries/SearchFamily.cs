using Matching.Genetics.Likelihood;
using Matching.Genetics.Pedigrees;

namespace Matching.Engine.Queries;

/// <summary>One reference family of a search: rows of the relatives' store, and who they are to the sought child.</summary>
public readonly record struct SearchFamily
{
    /// <summary>Makes a family whose relatives are known.</summary>
    /// <param name="shape">Who is what.</param>
    /// <param name="members">Rows of the members, in the order of the shape.</param>
    public SearchFamily(FamilyShape shape, IReadOnlyList<int> members)
    {
        if (members.Count != shape.Members.Length)
            throw new ArgumentException($"A family of {shape.Members.Length} places was given {members.Count} members.");
        Shape = shape;
        Members = new FamilyMembers([.. members]);
    }

    private SearchFamily(FamilyShape shape, FamilyRole? other, FamilyMembers members) =>
        (Shape, OtherRole, Members) = (shape, other, members);

    /// <summary>What one locus of one family may cost in a search: some tenths of a second.</summary>
    /// <remarks>A family beyond it is searched in part and says so; a single relative has the calculator's own budget.</remarks>
    public static CalculationBudget Budget { get; } = new(Operations: 2e8, Cells: 1 << 24);

    /// <summary>Who is what to the child.</summary>
    public FamilyShape Shape { get; }

    /// <summary>The second of two equally likely roles of the only member (a parent of unknown sex); null when the role is known.</summary>
    public FamilyRole? OtherRole { get; }

    /// <summary>Rows in the relatives' store.</summary>
    public FamilyMembers Members { get; }

    /// <summary>A relative whose sex is unknown and matters: either role with probability one half, the same at all loci.</summary>
    public static SearchFamily OfEitherRole(FamilyRole one, FamilyRole other, int member) => new(FamilyShape.Of(one), other, new FamilyMembers(member));

    internal static SearchFamily Of(FamilyShape shape, FamilyRole? other, FamilyMembers members) => new(shape, other, members);

    /// <summary>A family of one relative.</summary>
    public static SearchFamily Of(FamilyRole role, int member) => new(FamilyShape.Of(role), null, new FamilyMembers(member));
}
