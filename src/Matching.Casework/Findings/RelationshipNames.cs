using System.Numerics;
using Matching.Engine.Queries;
using Matching.Genetics.Pedigrees;

namespace Matching.Casework.Findings;

/// <summary>What some members of a family are to the child, in the words of a result.</summary>
public static class RelationshipNames
{
    /// <summary>Two records of one person.</summary>
    public const string Identity = "identity";

    /// <summary>The relationship of some members.</summary>
    /// <param name="family">The family.</param>
    /// <param name="members">The members, as bits.</param>
    /// <param name="isAlone">True when a member of several stands alone.</param>
    public static string Of(SearchFamily family, ulong members, bool isAlone)
    {
        var shape = family.Shape;
        if (family.OtherRole is not null)
            return Relationship.Of(shape.Roles[0]!.Value) == Relationship.ParentChild ? "parent" : Relationship.Of(shape.Roles[0]!.Value).Name;
        if (!BitOperations.IsPow2(members))
            return shape.IsCouple(members, out _, out _) ? "couple" : "family";
        var role = shape.Roles[BitOperations.TrailingZeroCount(members)];
        if (isAlone)
            return role is { } stated ? $"{FamilyRoles.NameOf(stated)}-alone" : "member-alone";
        return role switch
        {
            FamilyRole.Father => "father",
            FamilyRole.Mother => "mother",
            { } other => Relationship.Of(other).Name,
            null => "family",
        };
    }
}
