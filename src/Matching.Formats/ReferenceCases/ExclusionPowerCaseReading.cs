using System.Collections.Immutable;
using Matching.Genetics.Pedigrees;

namespace Matching.Formats.ReferenceCases;

/// <summary>Reads exclusion powers.</summary>
internal static class ExclusionPowerCaseReading
{
    public static ExclusionPowerCase Read(JsonPlace @case, MarkerReading markers)
    {
        double theta = @case.NumberOr("theta", 0);
        if (theta != 0)
            throw @case["theta"].NotSupported("exclusion power is defined here for theta 0 only");
        var members = @case["pedigree"];
        var pedigree = MarkerReading.Domain(members, () => new Pedigree(PedigreeReading.ReadPersons(members)));
        string missing = PedigreeReading.MemberOf(pedigree, @case["missing"]);
        var genotypes = PedigreeReading.ReadGenotypes(@case, markers);
        if (genotypes.Persons.FirstOrDefault(p => !pedigree.Contains(p) || p == missing) is { } astray)
            throw @case["genotypes"].Fault($"the typed person '{astray}' is not a relative of the missing one in the pedigree");
        var expected = @case["expected"];
        ImmutableArray<ExpectedPower> powers = [.. expected["exclusionPower"].Members().Select(m =>
            new ExpectedPower(markers.Of(m.Name, m.Value).At(theta), m.Value.Number()))];
        return new ExclusionPowerCase(
            @case["id"].Text(),
            new ReferenceFamily(@case["id"].Text(), pedigree, [missing]),
            genotypes,
            powers,
            expected["total"].Number(),
            expected.Optional("expectedMismatches")?.Number(),
            expected.Optional("potentialMismatches")?.Number());
    }
}
