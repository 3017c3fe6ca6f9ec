using Matching.Api.Tests.Intake;

namespace Matching.Api.Tests.Submissions;

/// <summary>Tables of made-up persons in the shapes that laboratories send.</summary>
internal static class Tables
{
    public static string Wide(int persons, char separator = ',', int first = 0)
    {
        var lines = Enumerable.Range(first, persons).Select(i => string.Join(separator, [$"P-{i}", $"F-{i}", "mother", .. Typings.Person(i).Values.Select(a => a.Replace(',', '/'))]));
        return string.Join('\n', [string.Join(separator, ["id", "family", "role", .. Typings.Loci]), .. lines, ""]);
    }

    public static string Long(int persons)
    {
        var lines = from i in Enumerable.Range(0, persons)
                    from locus in Typings.Person(i)
                    let alleles = locus.Value.Split(',')
                    select $"P-{i}\t{locus.Key}\t{alleles[0]}\t{alleles[1]}";
        return string.Join('\n', ["Sample Name\tMarker\tAllele 1\tAllele 2", .. lines, ""]);
    }

    public static object Json(int persons, int first = 0, string side = "relative") => new
    {
        side,
        kit = "GlobalFiler",
        persons = Enumerable.Range(first, persons).Select(i => new { id = $"P-{i}", sex = "female", loci = Typings.Person(i) }),
    };
}
