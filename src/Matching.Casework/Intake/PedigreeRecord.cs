using System.Collections.Immutable;
using Matching.Casework.Families;
using Matching.Casework.Records;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Casework.Intake;

/// <summary>The pedigree of a family as it is kept, so that members who arrive later find their place.</summary>
/// <param name="Missing">Code of the sought child.</param>
/// <param name="Persons">The persons and their parents.</param>
internal sealed record PedigreeRecord(string Missing, ImmutableArray<PedigreePerson> Persons)
{
    /// <summary>State of a pedigree that is used.</summary>
    public const string Used = "used";

    /// <summary>State of one that could not be used: its family is searched person by person.</summary>
    public const string Refused = "refused";

    public static RecordKey KeyOf(string family) => new(RecordKind.Pedigree, family);

    public static string Of(ReferencePedigree pedigree) => RecordJson.Write(new PedigreeRecord(
        pedigree.MissingPerson, [.. pedigree.Pedigree.Persons.Select(p => new PedigreePerson(p.Id, p.Sex, p.Father, p.Mother))]));

    public static ReferencePedigree Read(string body)
    {
        var record = RecordJson.Read<PedigreeRecord>(body);
        return new ReferencePedigree(new Pedigree(record.Persons.Select(p => new Person(p.Id, p.Sex, p.Father, p.Mother))), record.Missing);
    }
}

/// <summary>A person of a pedigree as it is kept.</summary>
internal sealed record PedigreePerson(string Id, Sex Sex, string? Father, string? Mother);
