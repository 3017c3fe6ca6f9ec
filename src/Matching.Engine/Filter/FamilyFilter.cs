using Matching.Engine.Classes;
using Matching.Engine.Queries;

namespace Matching.Engine.Filter;

/// <summary>The questions of one family, of any shape, to children of one kind: the transposed direction.</summary>
internal static class FamilyFilter
{
    /// <summary>The question of members who take part together.</summary>
    /// <param name="members">The members.</param>
    /// <param name="classes">The classes of the model.</param>
    /// <param name="child">The kind of the children.</param>
    /// <param name="typed">The loci at which one of them is typed: elsewhere there may be no ratio, as at an X locus of a child of unknown sex.</param>
    public static FilterQuery Of(CompiledFamily members, ClassPanel classes, PersonKind child, bool[] typed) =>
        new([.. classes.LociInOrder.Select(locus => typed[locus] ? members.DeficitsAt(locus, child) : null)]);

    /// <summary>The question of a lone relative in the second of two possible roles.</summary>
    /// <inheritdoc cref="Of"/>
    public static FilterQuery InOtherRole(CompiledFamily member, ClassPanel classes, PersonKind child, bool[] typed) =>
        new([.. classes.LociInOrder.Select(locus => typed[locus] ? member.DeficitsInOtherRole(locus, child) : null)]);
}
