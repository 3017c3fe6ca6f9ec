namespace Matching.Tests.Architecture;

internal static class Rule
{
    /// <summary>Passes when nothing breaks the rule; otherwise names everything that does, one line each.</summary>
    public static void Holds(string rule, IEnumerable<string> offenders)
    {
        string[] found = [.. offenders.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (found.Length > 0)
            Assert.Fail($"{rule}\nBroken {found.Length} times:\n  {string.Join("\n  ", found)}");
    }
}
