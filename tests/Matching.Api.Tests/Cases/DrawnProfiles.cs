using Matching.Api.Tests.Hosting;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Desks;
using Matching.Casework.Intake;
using Matching.Casework.Models;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;
using Microsoft.Extensions.DependencyInjection;

namespace Matching.Api.Tests.Cases;

/// <summary>Invented profiles over the loci of the model in use, drawn by seeds.</summary>
internal static class DrawnProfiles
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Takes in the profile of a founder.</summary>
    public static Task SubmitFounderAsync(this MatchingHost host, Side side, string person, int seed, string? family = null, string? role = null, PersonCategory? category = null, string laboratory = "lab-a") =>
        host.SubmitAsync(side, person, loci => loci.Select((locus, i) => Draw(locus, seed, i)), family, role, category, laboratory);

    /// <summary>Takes in the profile of a child of two founders.</summary>
    public static Task SubmitChildOfAsync(this MatchingHost host, string person, int father, int mother, string laboratory = "lab-a") =>
        host.SubmitAsync(Side.Child, person, loci => loci.Select((locus, i) => Genotype.Of(Draw(locus, father, i).First, Draw(locus, mother, i).Second)), null, null, null, laboratory);

    /// <summary>Enters a family with members who consented; null roles of none.</summary>
    public static async Task EnterFamilyAsync(this MatchingHost host, string code, string unit, params FamilyMember[] members)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var actor = new Actor("arranger", unit, [Role.PoliceUnit]);
        Outcome<ReferenceFamily> family = ReferenceFamily.Enter(code, new MissingPerson(Sex.Male, null, null, null), actor, Now);
        foreach (var member in members)
            family = family.Then(entered => entered.Add(member));
        Assert.Null((await scope.ServiceProvider.GetRequiredService<RecordBook>().AddAsync(family, Permission.ChangeFamily, "family.enter", actor, Now, Stop)).Refusal);
    }

    public static FamilyMember Member(string person, string role, PersonCategory category = PersonCategory.SeekingParent, string consent = "consent-1") =>
        new(person, role, category, category == PersonCategory.Suspect ? Grounds.OfLaw("order 5") : Grounds.OfConsent(consent), Now, "arranger");

    private static async Task SubmitAsync(
        this MatchingHost host, Side side, string person, Func<IReadOnlyList<SearchLocus>, IEnumerable<Genotype>> draw, string? family, string? role, PersonCategory? category, string laboratory)
    {
        var model = SearchModel.Read((await host.Store.ModelsAsync(Stop))[0].Document);
        SearchLocus[] loci = [.. model.Loci.Where(locus => locus.Inheritance == Inheritance.Autosomal).Take(20)];
        var row = (new SubmittedPerson(person) { Family = family, Role = role, Sample = $"sample-{person}" }, (ReadOnlyMemory<Genotype>)draw(loci).ToArray());
        var batch = new SubmittedBatch(side, new SubmittedRowList(new LocusPanel(loci.Select(locus => new Locus(locus.Name))), [row]))
        {
            Laboratory = laboratory,
            Category = category,
            LegalBasis = category == PersonCategory.Suspect ? "order 5" : null,
            Threads = 1,
        };
        Assert.Null((await host.Services.GetRequiredService<BatchIntake>().AcceptAsync(batch, "technician", Stop)).Refusal);
    }

    private static Genotype Draw(SearchLocus locus, int seed, int place)
    {
        var random = new Random((1000 * seed) + place);
        string[] sized = [.. locus.Alleles.Where(allele => !allele.StartsWith('#'))];
        return Genotype.Of(Allele.Parse(sized[random.Next(sized.Length)]), Allele.Parse(sized[random.Next(sized.Length)]));
    }
}
