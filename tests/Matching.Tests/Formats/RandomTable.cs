using System.Text;
using Matching.Formats;
using Matching.Genetics.Markers;

namespace Matching.Tests.Formats;

/// <summary>A simulated table of persons, and writers for each shape that must be read back equal.</summary>
internal sealed class RandomTable
{
    private static readonly Locus[] s_loci =
        [.. LocusCatalogue.Default.Loci.Select(facts => facts.Locus).Where(locus => locus.Inheritance == Inheritance.Autosomal)];

    private readonly Random _random;
    private readonly Locus[] _loci;
    private readonly Genotype[][] _genotypes;
    private readonly Sex[] _sexes;

    public RandomTable(int seed)
    {
        _random = new Random(seed);
        _loci = [.. s_loci.OrderBy(_ => _random.Next()).Take(_random.Next(2, 40))];
        _genotypes = [.. Enumerable.Range(0, _random.Next(1, 30)).Select(_ => _loci.Select(_ => RandomGenotype()).ToArray())];
        _sexes = [.. _genotypes.Select(_ => (Sex)_random.Next(3))];
    }

    /// <summary>What reading must give, in the form of <see cref="Reading.Lines"/>.</summary>
    public string[] Expected =>
        [.. _genotypes.Select((row, i) =>
            $"P{i} {_sexes[i]}    " + string.Join(' ', _loci.Select((locus, j) => $"{locus.Name}={row[j]}").Order(StringComparer.Ordinal)))];

    public IEnumerable<(string Shape, string Text)> Texts()
    {
        foreach (char separator in ",;\t")
        {
            foreach (char pair in ",/")
                yield return ($"one column per locus, '{separator}', '{pair}'", Wide(separator, pair));
            yield return ($"two columns per locus, '{separator}'", Paired(separator, '.'));
            yield return ($"one row per locus, '{separator}'", Long(separator, '.'));
            if (separator != ',')
            {
                yield return ($"two columns per locus, '{separator}', decimal comma", Paired(separator, ','));
                yield return ($"one row per locus, '{separator}', decimal comma", Long(separator, ','));
            }
        }
    }

    private string Wide(char separator, char pair) => Write(
        ["id", "AMEL", .. _loci.Select(Spell)],
        i => [$"P{i}", Marker(i, pair), .. _genotypes[i].Select(genotype => Whole(genotype, pair))],
        separator);

    private string Paired(char separator, char point) => Write(
        ["sample", "AMEL 1", "AMEL 2", .. _loci.SelectMany(locus => new[] { locus.Name + "_1", locus.Name + "_2" })],
        i => [$"P{i}", .. Marker(i, ',').PadRight(3, ',').Split(',')[..2], .. _genotypes[i].SelectMany(genotype => Two(genotype, point))],
        separator);

    private string Long(char separator, char point)
    {
        var rows = new List<string[]>();
        for (int i = 0; i < _genotypes.Length; i++)
        {
            rows.Add([$"P{i}", "AMEL", .. Marker(i, ',').PadRight(3, ',').Split(',')[..2]]);
            for (int j = 0; j < _loci.Length; j++)
                rows.Add([$"P{i}", Spell(_loci[j]), .. Two(_genotypes[i][j], point)]);
        }

        return Write(["Sample Name", "Marker", "Allele 1", "Allele 2"], rows, separator);
    }

    private string Write(string[] header, Func<int, string[]> row, char separator) =>
        Write(header, Enumerable.Range(0, _genotypes.Length).Select(row), separator);

    private string Write(string[] header, IEnumerable<string[]> rows, char separator)
    {
        var text = new StringBuilder();
        string lineBreak = _random.Next(2) == 0 ? "\n" : "\r\n";
        foreach (string[] row in rows.Prepend(header))
            text.AppendJoin(separator, row.Select(cell => cell.Contains(separator, StringComparison.Ordinal) || _random.Next(5) == 0 ? $"\"{cell}\"" : cell)).Append(lineBreak);
        return text.ToString();
    }

    private Genotype RandomGenotype() => _random.Next(10) switch
    {
        0 => default,
        1 => Genotype.Of(RandomAllele()),
        _ => Genotype.Of(RandomAllele(), RandomAllele()),
    };

    // No allele below 6: 30,5 alone in a file would rightly be read as 30.5.
    private Allele RandomAllele() => _random.Next(4) == 0 ? Allele.Of(_random.Next(6, 40), _random.Next(1, 4)) : Allele.Of(_random.Next(6, 40));

    // Names are written as other laboratories spell them.
    private string Spell(Locus locus) => _random.Next(4) switch
    {
        0 => locus.Name.ToUpperInvariant(),
        1 => locus.Name.Replace(" ", "_", StringComparison.Ordinal),
        2 => " " + locus.Name.ToLowerInvariant(),
        _ => locus.Name,
    };

    private string Marker(int person, char pair) => _sexes[person] switch
    {
        Sex.Male => $"X{pair}Y",
        Sex.Female => _random.Next(2) == 0 ? "X" : $"X{pair}X",
        _ => string.Empty,
    };

    private string Whole(Genotype genotype, char pair)
    {
        if (genotype.IsMissing)
            return new[] { "", "-", "0", "NN" }[_random.Next(4)];
        if (genotype.IsSingle && _random.Next(2) == 0)
            return genotype.First.ToString();
        return _random.Next(2) == 0 ? $"{genotype.First}{pair}{genotype.Second}" : $"{genotype.Second}{pair}{genotype.First}";
    }

    private string[] Two(Genotype genotype, char point)
    {
        string[] two = genotype.IsMissing ? ["", ""]
            : genotype.IsSingle ? [genotype.First.ToString(), _random.Next(2) == 0 ? "" : genotype.First.ToString()]
            : [genotype.Second.ToString(), genotype.First.ToString()];
        return [.. two.Select(allele => allele.Replace('.', point))];
    }
}
