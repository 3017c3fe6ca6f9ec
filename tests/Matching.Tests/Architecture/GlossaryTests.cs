using Matching.Tests.Architecture.Reading;

namespace Matching.Tests.Architecture;

public class GlossaryTests
{
    private const string Document = "docs/glossary.md";

    [Fact]
    public void Every_word_has_a_type() => Rule.Holds(
        $"Each row of {Document} names in backticks at least one public type or member that exists (Type or Type.Member), and a meaning.",
        from row in MarkdownTable.Rows(Document, "word")
        let names = row.Cells.Length == 3 ? MarkdownTable.Quoted(row.Cells[1]).ToList() : []
        where names.Count == 0 || row.Cells[2].Length == 0 || !names.TrueForAll(PublicNames().Contains)
        select $"{Document}:{row.Line}: {row.Cells[0]}");

    [Fact]
    public void Words_are_in_order_and_stand_once()
    {
        string[] words = [.. MarkdownTable.Rows(Document, "word").Select(row => row.Cells[0])];
        Assert.NotEmpty(words);
        Assert.Equal(words.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase), words);
    }

    private static HashSet<string> PublicNames() =>
    [
        .. from project in SourceProject.All
           from type in project.Assembly.PublicTypes
           let name = type.Name.Name.Replace('+', '.').Split('`')[0]
           from known in type.Members.Select(member => $"{name}.{member}").Append(name)
           select known,
    ];
}
