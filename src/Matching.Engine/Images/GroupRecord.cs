using Matching.Engine.Packed;
using Matching.Genetics.Pedigrees;

namespace Matching.Engine.Images;

/// <summary>A group in the section of groups: seven whole numbers.</summary>
internal static class GroupRecord
{
    public const int Numbers = 7;

    private const int NoRole = -1;

    public static int[] Of(FamilyForm form, int rows, int count) =>
        [(int)form.First, form.Other is { } other ? (int)other : NoRole, form.IsCouple ? 1 : 0, form.FirstDropOut, form.SecondDropOut, rows, count];

    public static (FamilyForm Form, int Rows, int Count) Parse(ReadOnlySpan<int> record) =>
        (new FamilyForm((FamilyRole)record[0], record[1] == NoRole ? null : (FamilyRole)record[1], record[2] != 0, record[3], record[4]), record[5], record[6]);
}
