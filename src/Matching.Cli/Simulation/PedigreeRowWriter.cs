using Matching.Genetics.Markers;

namespace Matching.Cli.Simulation;

/// <summary>Writes the pedigrees of simulated families in the shape that <c>match --pedigrees</c> reads.</summary>
internal sealed class PedigreeRowWriter
{
    private readonly TextWriter _writer;

    public PedigreeRowWriter(TextWriter writer)
    {
        _writer = writer;
        writer.WriteLine("family,person,father,mother,sex,missing");
    }

    /// <summary>Writes a family; persons filed without family have no pedigree.</summary>
    public void Write(SimulatedFamily family)
    {
        if (family.Family is null)
            return;
        foreach (var person in family.Pattern.Pedigree.Persons)
            _writer.WriteLine(string.Join(',',
                MatchRun.Text.Cell(family.Family),
                Id(family, person.Id),
                Id(family, person.Father),
                Id(family, person.Mother),
                person.Sex == Sex.Male ? "M" : person.Sex == Sex.Female ? "F" : string.Empty,
                person.Id == family.Pattern.Child ? "1" : "0"));
    }

    private static string Id(SimulatedFamily family, string? id) => id is null ? string.Empty : MatchRun.Text.Cell(family.IdOf(id));
}
