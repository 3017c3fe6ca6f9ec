using System.Collections.Immutable;
using Matching.Genetics.Markers;

namespace Matching.Genetics.Pedigrees;

/// <summary>A named relationship between a child and one relative.</summary>
/// <remarks>
/// Where the name leaves the side open (half siblings, grandparents, uncles and aunts, cousins) the paternal side is
/// assumed; at autosomal loci the side matters through the mutation rates of the sexes only.
/// </remarks>
public sealed record Relationship
{
    private readonly FamilyRole _male;
    private readonly FamilyRole _female;

    private Relationship(string name, FamilyRole male, FamilyRole female, bool sexMatters, bool paternalAssumed)
    {
        Name = name;
        _male = male;
        _female = female;
        SexMatters = sexMatters;
        PaternalAssumed = paternalAssumed;
    }

    /// <summary>The relative is a parent.</summary>
    public static Relationship ParentChild { get; } = new("parent-child", FamilyRole.Father, FamilyRole.Mother, sexMatters: true, paternalAssumed: false);

    /// <summary>Both parents shared.</summary>
    public static Relationship FullSiblings { get; } = new("full-siblings", FamilyRole.Brother, FamilyRole.Sister, sexMatters: false, paternalAssumed: false);

    /// <summary>The father shared.</summary>
    public static Relationship HalfSiblings { get; } = new("half-siblings", FamilyRole.PaternalHalfBrother, FamilyRole.PaternalHalfSister, sexMatters: false, paternalAssumed: true);

    /// <summary>The relative is a parent of the father.</summary>
    public static Relationship Grandparent { get; } = new("grandparent", FamilyRole.PaternalGrandfather, FamilyRole.PaternalGrandmother, sexMatters: true, paternalAssumed: true);

    /// <summary>The relative is a full brother or sister of the father.</summary>
    public static Relationship Avuncular { get; } = new("avuncular", FamilyRole.PaternalUncle, FamilyRole.PaternalAunt, sexMatters: false, paternalAssumed: true);

    /// <summary>The fathers are full brothers.</summary>
    public static Relationship FirstCousins { get; } = new("first-cousins", FamilyRole.PaternalCousin, FamilyRole.PaternalCousin, sexMatters: false, paternalAssumed: true);

    /// <summary>All relationships, in the order of the documentation.</summary>
    public static ImmutableArray<Relationship> All { get; } = [ParentChild, FullSiblings, HalfSiblings, Grandparent, Avuncular, FirstCousins];

    /// <summary>The name, for example <c>full-siblings</c>.</summary>
    public string Name { get; }

    /// <summary>True when the sex of the relative changes the likelihood ratio at autosomal loci (through mutation rates).</summary>
    public bool SexMatters { get; }

    /// <summary>True when the paternal side was assumed.</summary>
    public bool PaternalAssumed { get; }

    /// <summary>The relationship of a name; null when there is none.</summary>
    public static Relationship? Named(string name) => All.FirstOrDefault(r => r.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The name of the relationship that a role is, for example <c>avuncular</c> for a maternal aunt.</summary>
    public static Relationship Of(FamilyRole role) => role switch
    {
        FamilyRole.Father or FamilyRole.Mother => ParentChild,
        <= FamilyRole.MaternalGrandmother => Grandparent,
        FamilyRole.Brother or FamilyRole.Sister => FullSiblings,
        <= FamilyRole.MaternalHalfSister => HalfSiblings,
        <= FamilyRole.MaternalAunt => Avuncular,
        _ => FirstCousins,
    };

    /// <summary>The roles of a relative of this sex: one, or two equally likely ones where an unknown sex matters.</summary>
    public ImmutableArray<FamilyRole> RolesFor(Sex sex) =>
        sex == Sex.Female ? [_female] : sex == Sex.Male || !SexMatters ? [_male] : [_male, _female];

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
