using System.Globalization;
using Matching.Casework;
using Matching.Casework.Audit;
using Matching.Casework.Models;
using Matching.Casework.Registry;
using Matching.Casework.Search;
using Matching.Genetics.Markers;
using Matching.Tests.Casework.Memory;

namespace Matching.Tests.Casework.Search;

/// <summary>A registry in memory that grows at random: children, families of every shape, items, suspects, amendments, withdrawals.</summary>
internal sealed class RegistryWorld(int seed, SearchModel model)
{
    private static readonly string[] Forms =
    [
        "roles father", "roles mother", "roles father;mother", "roles mother;father", "either father|mother", "roles brother", "roles paternal-grandfather;maternal-aunt",
        "roles father;sister", "pedigree 0 3 1:1:2 1:3:4 2:: 1:: 2::", "pedigree 0 1,2 1:1:2 1:: 2::",
    ];

    private readonly List<(Genotype[] Father, Genotype[] Mother)> _couples = [];
    private int _persons;

    public Random Random { get; } = new(seed);

    public MemoryCaseStore Store { get; } = new();

    public SearchModel Settings { get; } = model;

    public LocusPanel Panel { get; } = SearchDraw.Panel(model);

    public static DateTimeOffset Now { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>Drop-out of some persons, alleles outside the table, untyped loci.</summary>
    public double Oddities { get; init; } = 0.05;

    /// <summary>Adds a model, and the tiles of what there is already.</summary>
    public async Task<int> AddModelAsync(SearchModel? settings = null)
    {
        await using var change = await Store.BeginChangeAsync();
        int number = await change.AddModelAsync("test", (settings ?? Settings).Write());
        await change.ActivateModelAsync(number, isActive: true);
        var tiles = TilePlan.Full(change.Position, number);
        if (tiles.Count > 0)
            await change.AddRunAsync(new NewRun(number, RunReason.FullRerun, "tester", "test"), Now, tiles);
        await change.CommitAsync(new AuditAct("tester", "model.add", "m"), Now);
        return number;
    }

    /// <summary>One random change with its tiles.</summary>
    public async Task ChangeAsync(bool withdraws = true)
    {
        await using var change = await Store.BeginChangeAsync();
        var before = change.Position;
        await ApplyAsync(change, withdraws ? ProfileState.Withdrawn : ProfileState.Superseded);
        await change.AddDueAsync(before, await Store.ModelsAsync(), new NewRun(0, RunReason.Intake, "tester", "test"), Now);
        await change.CommitAsync(new AuditAct("tester", "test.change", "x"), Now);
    }

    private Task ApplyAsync(IRegistryChange change, ProfileState retired) => Random.Next(10) switch
    {
        < 3 => AddChildrenAsync(change),
        < 6 => AddFamilyAsync(change),
        6 => AddLoneAsync(change, StandingKind.Item, "item"),
        7 => AddLoneAsync(change, StandingKind.Suspect, Random.Next(2) == 0 ? "roles father" : "roles mother"),
        8 => AmendChildAsync(change),
        _ => RetireAsync(change, retired),
    };

    private async Task AddChildrenAsync(IRegistryChange change)
    {
        if (_couples.Count == 0)
            Couple();
        var known = Store.State.Profiles[0].FindLast(p => p.Retired is null)?.Profile;
        var added = Enumerable.Range(0, Random.Next(1, 4)).Select(_ =>
        {
            var (father, mother) = _couples[Random.Next(_couples.Count)];
            string? inCase = Random.Next(3) == 0 ? null : $"case{Random.Next(3)}";
            return Random.Next(6) switch
            {
                0 => Profile(Founder(), inCase),
                1 => Profile(father, inCase),
                2 when known is not null => known with { Facts = known.Facts with { Person = $"p{_persons++}" } },
                _ => Profile(SearchDraw.ChildOf(Random, father, mother), inCase),
            };
        });
        await change.AddProfilesAsync(Side.Child, [.. added]);
    }

    private async Task AddFamilyAsync(IRegistryChange change)
    {
        string form = Forms[Random.Next(Forms.Length)];
        var (father, mother) = Couple();
        int[] members = form switch
        {
            "roles mother" => await Relatives(change, mother),
            "roles father;mother" or "pedigree 0 1,2 1:1:2 1:: 2::" => await Relatives(change, father, mother),
            "roles mother;father" => await Relatives(change, mother, father),
            "roles brother" => await Relatives(change, SearchDraw.ChildOf(Random, father, mother)),
            "roles paternal-grandfather;maternal-aunt" => await Relatives(change, Founder(), Founder()),
            "roles father;sister" => await Relatives(change, father, SearchDraw.ChildOf(Random, father, mother)),
            _ => await Relatives(change, father),
        };
        await change.AddStandingAsync(StandingKind.Family, [new StandingEntry(StandingKind.Family, $"F{_persons++}", 0, form, [.. members])]);
    }

    private async Task AddLoneAsync(IRegistryChange change, StandingKind kind, string form)
    {
        var (father, mother) = _couples.Count > 0 ? _couples[Random.Next(_couples.Count)] : Couple();
        int[] member = await Relatives(change, kind == StandingKind.Item ? SearchDraw.ChildOf(Random, father, mother) : form == "roles father" ? father : mother);
        if (kind == StandingKind.Item && Random.Next(2) == 0 && Store.State.Profiles[0].FindLast(p => p.Retired is null) is { } child)
            member = await Relatives(change, [.. Enumerable.Range(0, Panel.Count).Select(l => GenotypeBytes.At(child.Profile.Genotypes, l))]);
        await change.AddStandingAsync(kind, [new StandingEntry(kind, $"P{_persons++}", 0, form, [.. member])]);
    }

    private async Task AmendChildAsync(IRegistryChange change)
    {
        var active = Store.State.Profiles[0].FindAll(p => p.Retired is null);
        if (active.Count == 0)
            return;
        var old = active[Random.Next(active.Count)];
        await change.RetireProfilesAsync(Side.Child, [old.Number], ProfileState.Superseded);
        await change.AddProfilesAsync(Side.Child, [old.Profile with { Version = old.Profile.Version + 1, Genotypes = GenotypeBytes.Of(Founder()) }]);
    }

    private async Task RetireAsync(IRegistryChange change, ProfileState retired)
    {
        var kind = (StandingKind)Random.Next(3);
        if (Store.State.Standing[(int)kind].FindLast(s => s.Retired is null) is { } entry)
        {
            await change.RetireStandingAsync(kind, [entry.Number]);
            await change.RetireProfilesAsync(Side.Relative, [.. entry.Entry.Members], retired);
        }
    }

    private async Task<int[]> Relatives(IRegistryChange change, params Genotype[][] genotypes)
    {
        int first = change.Position.Relatives;
        await change.AddProfilesAsync(Side.Relative, [.. genotypes.Select(g => Profile(g, null))]);
        return [.. Enumerable.Range(first, genotypes.Length)];
    }

    private NewProfile Profile(Genotype[] genotypes, string? inCase)
    {
        var sex = Random.Next(5) == 0 ? Sex.Unknown : (Sex)Random.Next(1, 3);
        var facts = new ProfileFacts
        {
            Person = string.Create(CultureInfo.InvariantCulture, $"p{_persons++}"),
            Sex = sex,
            Case = inCase,
            DropOut = Random.NextDouble() < Oddities ? 0.02 : null,
        };
        return new NewProfile(facts, 1, Panel, GenotypeBytes.Of(genotypes), [], 1);
    }

    private (Genotype[] Father, Genotype[] Mother) Couple()
    {
        _couples.Add((Founder(), Founder()));
        return _couples[^1];
    }

    private Genotype[] Founder() => SearchDraw.Founder(Random, Panel, missing: Oddities, unseen: Oddities / 4);
}
