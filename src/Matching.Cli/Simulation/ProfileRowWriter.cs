using System.Globalization;
using Matching.Genetics.Markers;

namespace Matching.Cli.Simulation;

/// <summary>Writes profiles in the shape that <c>match</c> reads: one row per person, one column per locus, <c>15/17</c>.</summary>
internal sealed class ProfileRowWriter
{
    private readonly TextWriter _writer;
    private readonly Random _untyped;
    private readonly double _missing;
    private readonly double? _dropOut;
    private readonly Dictionary<Allele, string> _texts = [];

    /// <summary>Writes the header.</summary>
    /// <param name="writer">Takes the rows.</param>
    /// <param name="loci">Names of the loci.</param>
    /// <param name="missing">Share of loci that stay untyped.</param>
    /// <param name="untyped">Chance for that.</param>
    /// <param name="dropOut">What the column drop_out says; null for a table without it.</param>
    public ProfileRowWriter(TextWriter writer, IEnumerable<string> loci, double missing, Random untyped, double? dropOut)
    {
        (_writer, _missing, _untyped, _dropOut) = (writer, missing, untyped, dropOut);
        writer.WriteLine($"person,family,role,sex,{(dropOut is null ? "" : "drop_out,")}{string.Join(',', loci)}");
    }

    public int Rows { get; private set; }

    public void Write(string id, string? family, string? role, Sex sex, ReadOnlySpan<Genotype> genotypes)
    {
        _writer.Write(MatchRun.Text.Cell(id));
        _writer.Write(',');
        _writer.Write(MatchRun.Text.Cell(family ?? string.Empty));
        _writer.Write(',');
        _writer.Write(role);
        _writer.Write(sex == Sex.Male ? ",M" : sex == Sex.Female ? ",F" : ",");
        if (_dropOut is { } dropOut)
        {
            _writer.Write(',');
            _writer.Write(dropOut.ToString("R", CultureInfo.InvariantCulture));
        }

        foreach (var genotype in genotypes)
            WriteCell(genotype);
        _writer.Write('\n');
        Rows++;
    }

    private void WriteCell(Genotype genotype)
    {
        _writer.Write(',');
        bool isUntyped = _missing > 0 && _untyped.NextDouble() < _missing;
        if (isUntyped || genotype == default)
            return;
        _writer.Write(TextOf(genotype.First));
        _writer.Write('/');
        _writer.Write(TextOf(genotype.Second));
    }

    private string TextOf(Allele allele)
    {
        if (!_texts.TryGetValue(allele, out string? text))
            _texts.Add(allele, text = allele.ToString());
        return text;
    }
}
