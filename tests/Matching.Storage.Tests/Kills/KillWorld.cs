using System.Globalization;
using System.Text;
using Matching.Formats;
using Matching.Genetics.Markers;

namespace Matching.Storage.Tests.Kills;

/// <summary>A batch as a laboratory would send it: a file, its side and its key.</summary>
/// <param name="Key">Key of the submission.</param>
/// <param name="Side">The side, as the command line calls it.</param>
/// <param name="File">The file.</param>
/// <param name="Persons">The persons in it.</param>
internal sealed record KillBatch(string Key, string Side, string File, IReadOnlyList<string> Persons);

/// <summary>Simulated families and rescued children, in batches that arrive in turn: some children before their families, some behind.</summary>
internal sealed class KillWorld
{
    private const int FamiliesPerBatch = 40, ChildrenPerBatch = 12;

    private static readonly string[] Names =
        ["D3S1358", "vWA", "D16S539", "CSF1PO", "TPOX", "D8S1179", "D21S11", "D18S51", "Penta E", "TH01", "FGA", "D5S818", "D13S317", "D7S820", "D2S1338"];

    private readonly FrequencyColumn[] _columns = [.. Names.Select(name => FrequencyTables.Embedded("chn_han_national41").Value!.Find(name)!)];
    private readonly List<(Genotype[] Father, Genotype[] Mother)> _couples = [];
    private readonly List<(string Row, Genotype[] Genotypes)> _written = [];
    private readonly Random _random;
    private readonly string _folder;

    public KillWorld(string folder, int seed, int rounds)
    {
        (_folder, _random) = (folder, new Random(seed));
        for (int c = 0; c < FamiliesPerBatch * rounds; c++)
            _couples.Add((Founder(), Founder()));
        Batches = [.. Enumerable.Range(0, rounds).SelectMany(round => (KillBatch[])[Children(round, rounds), Relatives(round), Amendments(round)])];
    }

    public IReadOnlyList<KillBatch> Batches { get; }

    private KillBatch Relatives(int round)
    {
        var rows = new List<(string, Genotype[])>();
        for (int c = FamiliesPerBatch * round; c < FamiliesPerBatch * (round + 1); c++)
        {
            var (father, mother) = _couples[c];
            string family = string.Create(CultureInfo.InvariantCulture, $"F{c}");
            if (c % 4 != 1)
                rows.Add(($"{family}-f,{family},father,M", father));
            if (c % 4 is 1 or 2)
                rows.Add(($"{family}-m,{family},mother,F", mother));
            if (c % 8 == 3)
                rows.Add(($"{family}-s,{family},sister,F", ChildOf(father, mother)));
        }

        _written.AddRange(rows);
        return Write(round, "relatives", "relatives", rows, Names.Length - 2);
    }

    private KillBatch Children(int round, int rounds)
    {
        var rows = new List<(string, Genotype[])>();
        for (int k = 0; k < ChildrenPerBatch; k++)
        {
            var (father, mother) = _couples[_random.Next(FamiliesPerBatch * rounds)];
            string id = string.Create(CultureInfo.InvariantCulture, $"C{round}-{k}");
            rows.Add(($"{id},,,{(k % 2 == 0 ? 'M' : 'F')}", k % 4 == 3 ? Founder() : ChildOf(father, mother)));
        }

        return Write(round, "children", "children", rows, Names.Length);
    }

    // A second kit: the same relatives with two loci more.
    private KillBatch Amendments(int round) => Write(round, "amended", "relatives", [.. _written[^6..]], Names.Length);

    private KillBatch Write(int round, string name, string side, List<(string Row, Genotype[] Genotypes)> rows, int loci)
    {
        string key = string.Create(CultureInfo.InvariantCulture, $"{round:00}-{name}"), file = Path.Combine(_folder, $"{key}.csv");
        var text = new StringBuilder($"person,family,role,sex,{string.Join(',', Names[..loci])}\n");
        foreach (var (row, genotypes) in rows)
            text.Append(row).Append(',').AppendJoin(',', genotypes[..loci].Select(g => $"{g.First}/{g.Second}")).Append('\n');
        File.WriteAllText(file, text.ToString());
        return new KillBatch(key, side, file, [.. rows.Select(r => r.Row.Split(',')[0])]);
    }

    private Genotype[] Founder() => [.. _columns.Select(c => Genotype.Of(Draw(c), Draw(c)))];

    private Genotype[] ChildOf(Genotype[] father, Genotype[] mother) => [.. father.Zip(mother, (f, m) => Genotype.Of(Passed(f), Passed(m)))];

    private Allele Passed(Genotype parent) => _random.Next(2) == 0 ? parent.First : parent.Second;

    private Allele Draw(FrequencyColumn column)
    {
        double left = _random.NextDouble();
        int allele = 0;
        while (allele < column.Alleles.Length - 1 && (left -= column.Published[allele]) >= 0)
            allele++;
        return column.Alleles[allele];
    }
}
