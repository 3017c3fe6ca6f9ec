using Matching.Casework.Intake;
using Matching.Formats;
using Matching.Genetics.Markers;

namespace Matching.Cli.Registry;

/// <summary>The persons of a table, or some of them, as a batch has them.</summary>
/// <param name="table">The table.</param>
/// <param name="places">Which of its persons; null for all.</param>
internal sealed class TableRows(ProfileTable table, int[]? places) : ISubmittedRows
{
    public LocusPanel Panel => table.Panel;

    public int Count => places?.Length ?? table.Records.Count;

    public SubmittedPerson PersonAt(int row)
    {
        var person = table.PersonAt(places?[row] ?? row);
        return new SubmittedPerson(person.Id, person.Line, person.Sex) { Family = person.Family, Role = person.Role, DropOut = person.DropOut, Case = person.Case };
    }

    public ReadOnlySpan<Genotype> GenotypesOf(int row) => table.GenotypesOf(places?[row] ?? row);
}
