using System.Collections.Immutable;
using System.Globalization;
using Matching.Casework.Audit;
using Matching.Casework.Families;
using Matching.Casework.Intake;
using Matching.Casework.Models;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;
using Matching.Tests.Casework.Memory;

namespace Matching.Tests.Casework.Intake;

/// <summary>A registry in memory with a model of twenty loci, and short ways to submit to it.</summary>
internal sealed class IntakeWorld : IAsyncDisposable
{
    public const int Loci = 20;

    public static readonly LocusPanel Panel = new(Enumerable.Range(1, Loci).Select(i => new Locus(string.Create(CultureInfo.InvariantCulture, $"L{i:00}"))));

    public MemoryCaseStore Store { get; } = new();

    public static async Task<IntakeWorld> NewAsync(CancellationToken stop)
    {
        var world = new IntakeWorld();
        await using var change = await world.Store.BeginChangeAsync(stop);
        int model = await change.AddModelAsync("test", Model.Write(), stop);
        await change.ActivateModelAsync(model, isActive: true, stop);
        await change.CommitAsync(new AuditAct("test", "model.add", "model 1"), TimeProvider.System.GetUtcNow(), stop);
        return world;
    }

    public static SearchModel Model => new()
    {
        Name = "test",
        Frequencies = "test",
        FrequenciesDigest = "00",
        Loci = [.. Panel.Loci.Select(l => new SearchLocus(l.Name, Inheritance.Autosomal, [.. Enumerable.Range(8, 10).Select(a => a.ToString(CultureInfo.InvariantCulture))], [.. Enumerable.Repeat(0.1, 10)], 500, 0.002, 0.0005))],
    };

    /// <summary>Genotypes that a seed decides, at the first so many loci.</summary>
    public static Genotype[] Genotypes(int seed, int loci = Loci)
    {
        var random = new Random(seed);
        var genotypes = new Genotype[Loci];
        for (int l = 0; l < Loci; l++)
        {
            var genotype = Genotype.Of(Allele.Of(8 + random.Next(10)), Allele.Of(8 + random.Next(10)));
            genotypes[l] = l < loci ? genotype : default;
        }

        return genotypes;
    }

    public static (SubmittedPerson Person, ReadOnlyMemory<Genotype> Genotypes) Row(string person, int seed, int loci = Loci, string? family = null, string? role = null, Sex sex = Sex.Unknown) =>
        (new SubmittedPerson(person, Line: 0, sex) { Family = family, Role = role }, Genotypes(seed, loci));

    public static SubmittedBatch Batch(Side side, params (SubmittedPerson Person, ReadOnlyMemory<Genotype> Genotypes)[] rows) =>
        new(side, new SubmittedRowList(Panel, rows)) { Threads = 2 };

    public Task<IntakeAnswer> AcceptAsync(SubmittedBatch batch, CancellationToken stop) => new BatchIntake(Store, TimeProvider.System, "test").AcceptAsync(batch, "tester", stop);

    public StoredProfile Active(Side side, string person) => Store.State.Profiles[(int)side].Single(p => p.State == ProfileState.Active && p.Profile.Facts.Person == person);

    /// <summary>The entries in force: code, form, and the persons behind the members.</summary>
    public IEnumerable<string> Entries(StandingKind kind) => Store.State.Standing[(int)kind].Where(s => s.Retired is null)
        .Select(s => $"{s.Entry.Code}: {s.Entry.Form} [{string.Join(' ', s.Entry.Members.Select(m => Store.State.Profiles[1][m].Profile.Facts.Person))}]");

    /// <summary>Pairs that wait to be compared.</summary>
    public long WaitingPairs(SearchKind kind) => Store.State.Tiles.Where(t => t.Kind == kind).Sum(t => t.Area.Pairs);

    public static ImmutableArray<string> Codes(IntakeAnswer answer) => [.. answer.Findings.Select(f => f.Code)];

    public static IReadOnlyDictionary<string, ReferencePedigree> Pedigrees(string family, ReferencePedigree pedigree) => new Dictionary<string, ReferencePedigree>(StringComparer.Ordinal) { [family] = pedigree };

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
