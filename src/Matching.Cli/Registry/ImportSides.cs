using Matching.Casework.Families;
using Matching.Casework.Registry;
using Matching.Formats;

namespace Matching.Cli.Registry;

/// <summary>A part of a file that goes to one side.</summary>
/// <param name="Side">The side.</param>
/// <param name="Places">Places of its persons in the table; null for all.</param>
/// <param name="Why">How that was decided, for the reader.</param>
internal sealed record ImportPart(Side Side, int[]? Places, string Why);

/// <summary>Decides which side the persons of a file belong to. What cannot be decided is not guessed.</summary>
internal static class ImportSides
{
    private static readonly string[] ChildWords = ["child", "孩子", "儿童"];
    private static readonly string[] RelativeWords = ["relative", "parent", "famil", "亲属", "父母"];

    /// <summary>The parts of a file; empty where nothing decides.</summary>
    public static IReadOnlyList<ImportPart> Of(ProfileTable table)
    {
        var people = Enumerable.Range(0, table.Records.Count).ToLookup(i => RoleReading.IsChildRole(table.PersonAt(i).Role));
        int[] children = [.. people[true]], others = [.. people[false]];
        bool othersSayMore = others.Any(i => table.PersonAt(i) is { Role: not null } or { Family: not null });
        var named = ByName(table.File);
        if (children.Length > 0 && others.Length == 0)
            return [new ImportPart(Side.Child, null, "by the column role")];
        if (children.Length > 0)
            return [new ImportPart(Side.Child, children, "rows with the role of the child"), new ImportPart(Side.Relative, others, "the other rows")];
        if (othersSayMore && named != Side.Child)
            return [new ImportPart(Side.Relative, null, "by the columns family and role")];
        return named is { } side && !othersSayMore ? [new ImportPart(side, null, "by the name of the file")] : [];
    }

    private static Side? ByName(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        bool isChild = Holds(name, ChildWords), isRelative = Holds(name, RelativeWords);
        return isChild == isRelative ? null : isChild ? Side.Child : Side.Relative;
    }

    private static bool Holds(string name, string[] words) => Array.Exists(words, word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
