using Matching.Engine.Classes;
using Matching.Engine.Queries;
using Matching.Engine.Store;

namespace Matching.Engine.Filter;

/// <summary>The questions of one family, of any shape, to children of one kind: the transposed direction.</summary>
/// <remarks>A family enters a ranking by its own ratio or by that of a member alone; so there is a question for each.</remarks>
internal static class FamilyFilter
{
    /// <summary>The questions of a family.</summary>
    /// <param name="family">The family.</param>
    /// <param name="relatives">The store of its members.</param>
    /// <param name="together">The members that are compared together.</param>
    /// <param name="alone">Each member alone.</param>
    /// <param name="classes">The classes of the model.</param>
    /// <param name="child">The kind of children.</param>
    public static FilterQuery[] Of(SearchFamily family, ProfileStore relatives, CompiledFamily together, Func<int, CompiledFamily> alone, ClassPanel classes, PersonKind child)
    {
        OwnClasses Own(int member) => new(relatives, family.Members[member], classes, step: 1, member: 0);
        if (family.Members.Length > 1)
            return [new(Rows(together, classes, child)), .. Enumerable.Range(0, family.Members.Length).Select(m => new FilterQuery(Rows(alone(m), classes, child), Own(m)))];
        var question = new FilterQuery(Rows(together, classes, child), Own(0));
        return family.OtherRole is null
            ? [question]
            : [question, new FilterQuery([.. classes.LociInOrder.Select(locus => together.DeficitsInOtherRole(locus, child))])];
    }

    private static DeficitRow?[] Rows(CompiledFamily members, ClassPanel classes, PersonKind child) =>
        [.. classes.LociInOrder.Select(locus => members.DeficitsAt(locus, child))];
}
