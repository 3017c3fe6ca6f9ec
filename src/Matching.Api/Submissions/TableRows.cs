using Matching.Casework.Intake;
using Matching.Formats;
using Matching.Genetics.Markers;

namespace Matching.Api.Submissions;

/// <summary>The persons of a table as a batch has them.</summary>
internal sealed class TableRows(ProfileTable table) : ISubmittedRows
{
    public LocusPanel Panel => table.Panel;

    public int Count => table.Records.Count;

    public SubmittedPerson PersonAt(int row)
    {
        var person = table.PersonAt(row);
        return new SubmittedPerson(person.Id, person.Line, person.Sex) { Family = person.Family, Role = person.Role, DropOut = person.DropOut, Case = person.Case };
    }

    public ReadOnlySpan<Genotype> GenotypesOf(int row) => table.GenotypesOf(row);
}
