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
    /// <param name="typed">The loci at which one of them is typed: elsewhere there may be no ratio, as at an X locus of a child of unknown sex.</param>
    /// <exception cref="Genetics.PedigreeException"><c>likelihood.budget</c>: a member alone is beyond the budget.</exception>
    public static FilterQuery[] Of(
        SearchFamily family, ProfileStore relatives, CompiledFamily together, Func<int, CompiledFamily> alone, ClassPanel classes, PersonKind child, bool[] typed)
    {
        OwnClasses Own(int member) => new(relatives, family.Members[member], classes, step: 1, member: 0);
        DeficitRow?[] Rows(Func<int, DeficitRow?> deficits) => [.. classes.LociInOrder.Select(locus => typed[locus] ? deficits(locus) : null)];
        DeficitRow?[] RowsOf(CompiledFamily members) => Rows(locus => members.DeficitsAt(locus, child));
        if (family.Members.Length > 1)
            return [new(RowsOf(together)), .. Enumerable.Range(0, family.Members.Length).Select(m => new FilterQuery(RowsOf(alone(m)), Own(m)))];
        var question = new FilterQuery(RowsOf(together), Own(0));
        return family.OtherRole is null ? [question] : [question, new FilterQuery(Rows(locus => together.DeficitsInOtherRole(locus, child)))];
    }
}
