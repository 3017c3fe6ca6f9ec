using Matching.Tests.Architecture;
using Matching.Tests.Architecture.Reading;

namespace Matching.Tests.Casework;

public class LawPageTests
{
    private const string Document = "docs/casework.md";

    [Fact]
    public void Every_law_is_guarded_by_the_test_it_names()
    {
        var tests = typeof(LawPageTests).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(FactAttribute), inherit: true)).Select(method => method.Name).ToHashSet();
        var rows = MarkdownTable.Rows(Document, "law").ToList();
        Assert.NotEmpty(rows);
        Rule.Holds(
            $"Each row of {Document} is a law and the name of the one test that guards it, in backticks.",
            from row in rows
            let names = MarkdownTable.Quoted(row.Cells[^1]).ToList()
            where row.Cells.Length != 2 || names.Count != 1 || !tests.Contains(names[0])
            select $"{Document}:{row.Line}: {row.Cells[^1]}");
    }
}
