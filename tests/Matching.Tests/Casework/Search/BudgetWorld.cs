using System.Globalization;
using Matching.Casework.Audit;
using Matching.Casework.Models;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;
using Matching.Tests.Casework.Memory;

namespace Matching.Tests.Casework.Search;

/// <summary>Three children of different kinds and one family whose exact ratio is beyond the budget: many alleles, theta, a cousin.</summary>
internal sealed class BudgetWorld
{
    private static readonly LocusPanel Panel = new([new Locus("L0")]);

    public MemoryCaseStore Store { get; } = new();

    public async Task<StoredModel> AddModelAsync()
    {
        const int alleles = 76;
        var settings = new SearchModel
        {
            Name = "wide",
            Frequencies = "test",
            FrequenciesDigest = "00",
            Theta = 0.02,
            MinLog10 = -9,
            Loci = [new SearchLocus("L0", Inheritance.Autosomal, [.. Enumerable.Range(5, alleles).Select(a => a.ToString(CultureInfo.InvariantCulture))], [.. Enumerable.Repeat(1.0 / alleles, alleles)], 5000, 0.002, 0.0005)],
        };
        await using var change = await Store.BeginChangeAsync();
        await change.AddModelAsync("wide", settings.Write());
        await change.AddProfilesAsync(Side.Child, [Of(10, 11), Of(14, 17, dropOut: 0.05), Of(10, 99)]);
        await change.AddProfilesAsync(Side.Relative, [Of(10, 12), Of(10, 11)]);
        await change.AddStandingAsync(StandingKind.Family, [new StandingEntry(StandingKind.Family, "F1", 0, "roles mother;paternal-cousin", [0, 1])]);
        await change.CommitAsync(new AuditAct("tester", "test", "x"), RegistryWorld.Now);
        return Assert.Single(await Store.ModelsAsync());
    }

    private static NewProfile Of(int one, int other, double? dropOut = null) => new(
        new ProfileFacts { Person = "p", Sex = Sex.Female, DropOut = dropOut }, 1, Panel, GenotypeBytes.Of([Genotype.Of(Allele.Of(one), Allele.Of(other))]), [], 1);
}
