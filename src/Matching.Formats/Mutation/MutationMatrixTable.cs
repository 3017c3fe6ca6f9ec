using System.Collections.Immutable;
using System.Globalization;
using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>Mutation probabilities between named alleles, read from a table with columns locus, sex, from, to, probability.</summary>
/// <remarks>
/// Sex is that of the parent; blank stands for both. Pairs that are not named have probability 0; the probability that an
/// allele passes unchanged is one minus the rest, a row that says it is not needed and is ignored.
/// </remarks>
public sealed class MutationMatrixTable
{
    private static readonly string[] s_columns = ["locus", "sex", "from", "to", "probability"];

    private readonly Dictionary<(string Locus, Sex Sex), ImmutableDictionary<(Allele From, Allele To), double>.Builder> _changes = [];

    private MutationMatrixTable()
    {
    }

    /// <summary>True when the table says anything of a locus.</summary>
    public bool Holds(string locus) => _changes.ContainsKey((locus, Sex.Male)) || _changes.ContainsKey((locus, Sex.Female));

    /// <summary>The changes of a locus in transmissions from a parent of this sex; empty when the table names none.</summary>
    public ImmutableDictionary<(Allele From, Allele To), double> ChangesOf(string locus, Sex sex) =>
        _changes.TryGetValue((locus, sex), out var changes) ? changes.ToImmutable() : ImmutableDictionary<(Allele From, Allele To), double>.Empty;

    /// <summary>Reads a table; any fault refuses it, because a matrix with a hole is another matrix.</summary>
    public static ParseResult<MutationMatrixTable> Read(Stream stream, string file, LocusCatalogue catalogue)
    {
        var log = new FindingLog(file);
        if (SeekableInput.Of(stream, log) is not { } input)
            return log.Refusal<MutationMatrixTable>();
        using (input)
        {
            if (TextSurvey.Of(input.Stream, log) is not { } survey)
                return log.Refusal<MutationMatrixTable>();
            using var table = TextTable.Open(input.Stream, survey, log);
            if (table is null)
                return log.Refusal<MutationMatrixTable>();
            int[] columns = [.. s_columns.Select(name => table.Header.ToList().FindIndex(h => h.Equals(name, StringComparison.OrdinalIgnoreCase)))];
            if (columns.Contains(-1))
            {
                log.Error(FindingCodes.MutationTableColumns, table.HeaderLine, null, $"The first line must name the columns {string.Join(", ", s_columns)}.");
                return log.Refusal<MutationMatrixTable>();
            }

            var result = new MutationMatrixTable();
            while (table.Read())
                result.AddRow(table, columns, catalogue, log);
            result.CheckSums(log);
            return log.Count > 0 && log.InOrder().Any(f => f.Severity == Severity.Error)
                ? log.Refusal<MutationMatrixTable>()
                : new ParseResult<MutationMatrixTable>(result, log.InOrder());
        }
    }

    private void AddRow(TextTable table, int[] columns, LocusCatalogue catalogue, FindingLog log)
    {
        string Cell(int i) => table.Text(columns[i]);
        Sex[]? sexes = Cell(1).ToUpperInvariant() switch
        {
            "" or "BOTH" => [Sex.Male, Sex.Female],
            "MALE" or "M" => [Sex.Male],
            "FEMALE" or "F" => [Sex.Female],
            _ => null,
        };
        if (!catalogue.TryResolve(Cell(0), out var locus) || sexes is null)
        {
            log.Error(FindingCodes.MutationTableRow, table.Line, null, "The locus is not known, or the sex is none of male, female and blank. Correct the row.");
            return;
        }

        if (!Allele.TryParse(Cell(2), out var from) || !Allele.TryParse(Cell(3), out var to)
            || !double.TryParse(Cell(4), NumberStyles.Float, CultureInfo.InvariantCulture, out double probability) || probability is not (>= 0 and <= 1))
        {
            log.Error(FindingCodes.MutationTableRow, table.Line, null, "A row needs two alleles such as 13 or 9.3 and a probability from 0 to 1. Correct the row.");
            return;
        }

        foreach (var sex in sexes)
        {
            if (!_changes.TryGetValue((locus.Name, sex), out var changes))
                _changes.Add((locus.Name, sex), changes = ImmutableDictionary.CreateBuilder<(Allele From, Allele To), double>());
            if (from != to && !changes.TryAdd((from, to), probability))
                log.Error(FindingCodes.MutationTableRow, table.Line, null, $"This pair of alleles of {locus.Name} stands twice. Remove one of the rows.");
        }
    }

    private void CheckSums(FindingLog log)
    {
        foreach (var ((locus, _), changes) in _changes)
            if (changes.GroupBy(c => c.Key.From).Any(row => row.Sum(c => c.Value) > 1 + 1e-9))
                log.Error(FindingCodes.MutationTableSum, null, null, $"At {locus} an allele changes with a probability above 1. Correct its rows.");
    }
}
