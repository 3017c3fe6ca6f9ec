using Matching.Engine.Classes;
using Matching.Engine.Queries;

namespace Matching.Engine.Filter;

/// <summary>The questions of one family, of any shape, to children of one kind: the transposed direction.</summary>
internal static class FamilyFilter
{
    /// <summary>The question of members who take part together.</summary>
    public static FilterQuery Of(CompiledFamily members, ClassPanel classes, PersonKind child) =>
        new([.. classes.LociInOrder.Select(locus => members.DeficitsAt(locus, child))]);

    /// <summary>The question of a lone relative in the second of two possible roles.</summary>
    public static FilterQuery InOtherRole(CompiledFamily member, ClassPanel classes, PersonKind child) =>
        new([.. classes.LociInOrder.Select(locus => member.DeficitsInOtherRole(locus, child))]);
}
