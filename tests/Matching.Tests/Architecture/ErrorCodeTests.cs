using System.Reflection.Emit;
using System.Text.RegularExpressions;
using Matching.Genetics;
using Matching.Tests.Architecture.Reading;

namespace Matching.Tests.Architecture;

public class ErrorCodeTests
{
    private const string Document = "docs/errors.md";

    private static readonly Regex CodeForm = new("^[a-z][a-z0-9-]*([.][a-z][a-z0-9-]*)+$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    [Fact]
    public void An_exception_takes_its_code_from_a_literal_beside_it() => Rule.Holds(
        "A method that makes a PedigreeException holds the code as a literal, so that it can be found.",
        Thrown().Where(t => t.Code is null).Select(t => t.Where));

    [Fact]
    public void Codes_of_findings_and_exceptions_are_unique() => Rule.Holds(
        "A code is declared once: either a constant of one *Codes class, or the code of exceptions.",
        from declared in Declared().Concat(Thrown().Where(t => t.Code is not null).Select(t => (Where: "PedigreeException", Code: t.Code!)).Distinct())
        group declared.Where by declared.Code into sameCode
        where sameCode.Count() > 1
        select $"{sameCode.Key}: {string.Join(", ", sameCode)}");

    [Fact]
    public void Every_code_is_explained() => Rule.Holds(
        $"Every code stands in {Document}: code | cause | what to do.",
        Codes().Except(Rows().Select(row => row.Code)));

    [Fact]
    public void Every_row_explains_one_code_that_exists() => Rule.Holds(
        $"Each row of {Document} has a code in backticks that the sources know, a cause, and what to do; no code has two rows.",
        Rows().Where(row => !row.IsComplete || !Codes().Contains(row.Code)).Select(row => $"{Document}:{row.Line}: {row.Code}")
            .Concat(Rows().CountBy(row => row.Code).Where(pair => pair.Value > 1).Select(pair => $"{pair.Key}: {pair.Value} rows")));

    private static IEnumerable<string> Codes() => Declared().Select(d => d.Code).Concat(Thrown().Select(t => t.Code).OfType<string>()).Distinct();

    private static IEnumerable<(string Where, string Code)> Declared() =>
        from project in SourceProject.All
        from type in project.Assembly.PublicTypes
        where type.Name.Name.EndsWith("Codes", StringComparison.Ordinal)
        from constant in type.TextConstants
        select ($"{type.Name}.{constant.Name}", constant.Text);

    // One entry per code literal of a method that makes the exception; a single null where it holds none.
    private static IEnumerable<(string Where, string? Code)> Thrown() =>
        from project in SourceProject.All
        from type in project.Assembly.Types
        from method in type.Methods
        let body = Instruction.Of(project.Assembly.BodyOf(method)).ToList()
        where body.Exists(i => i.Code == OpCodes.Newobj && MemberNames.TypeOf(project.Assembly.Metadata, i.Named).ToString() == typeof(PedigreeException).FullName)
        from code in body.Where(i => i.Code == OpCodes.Ldstr).Select(project.Assembly.TextOf).Where(text => CodeForm.IsMatch(text)).Cast<string?>().DefaultIfEmpty()
        select ($"{type.Name.Written}.{project.Assembly.Metadata.GetString(method.Name)}", code);

    private static IEnumerable<(int Line, string Code, bool IsComplete)> Rows() =>
        from row in MarkdownTable.Rows(Document, "code")
        let quoted = MarkdownTable.Quoted(row.Cells[0]).ToList()
        select (row.Line, quoted.Count == 1 ? quoted[0] : row.Cells[0], quoted.Count == 1 && row.Cells.Length == 3 && Array.TrueForAll(row.Cells, cell => cell.Length > 0));
}
