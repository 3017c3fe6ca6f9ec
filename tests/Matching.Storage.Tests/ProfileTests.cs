using Dapper;
using Matching.Casework;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;
using Matching.Storage.Tests.Databases;

namespace Matching.Storage.Tests;

public abstract class ProfileTests(TestDatabase database) : RegistryTests(database)
{
    [Fact]
    public async Task Relatives_that_have_to_be_searched_are_those_in_force_with_a_reason_to_be()
    {
        var store = await OpenAsync();
        NewProfile Of(int number, PersonCategory category, string? basis = null) =>
            Samples.Profile($"R-{number}", number) with { Facts = new ProfileFacts { Person = $"R-{number}", Category = category, LegalBasis = basis } };
        await AddAsync(
            store, Side.Relative, Of(0, PersonCategory.SeekingParent), Of(1, PersonCategory.VolunteerRelative), Of(2, PersonCategory.PersonalItem), Of(3, PersonCategory.ClaimedParent),
            Of(4, PersonCategory.Suspect), Of(5, PersonCategory.Suspect, "warrant"), Of(6, PersonCategory.SeekingParent));
        await AnswerAsync(store, async change =>
        {
            await change.RetireProfilesAsync(Side.Relative, [6], ProfileState.Withdrawn, Stop);
            return true;
        });
        Assert.Equal([0, 1, 2, 5], await store.SearchedRelativesAsync(Stop));
    }

    [Fact]
    public async Task A_profile_comes_back_as_it_was_added()
    {
        var facts = new ProfileFacts
        {
            Person = "R-1",
            Category = PersonCategory.Suspect,
            Sex = Sex.Male,
            DropOut = 0.1 + 0.2,
            Family = "F-1",
            Role = "father",
            Case = "case-1",
            Laboratory = "lab-1",
            Sample = "S-1",
            Kit = "kit",
            Quality = "good",
            LegalBasis = "§ 81h",
        };
        var profile = new NewProfile(facts, 1, Samples.Panel, Samples.Genotypes(7), Samples.Tag(7), 12);
        var store = await OpenAsync();
        long change = await AddAsync(store, Side.Relative, profile, Samples.Profile("R-2", 8) with { Tag = [] });

        var found = Assert.Single(await store.ProfilesOfAsync(Side.Relative, "R-1", Stop));
        Assert.Equal(facts, found.Profile.Facts);
        Assert.Equal((0, Side.Relative, ProfileState.Active, change, null), (found.Number, found.Side, found.State, found.Added, found.Retired));
        Assert.Equal((1, 12L), (found.Profile.Version, found.Profile.Submission));
        Assert.Equal(profile.Genotypes, found.Profile.Genotypes);
        Assert.Equal(profile.Tag, found.Profile.Tag);
        Assert.Equal(Samples.Panel.Loci, found.Profile.Panel.Loci);
        var other = await store.ProfileAsync(Side.Relative, 1, Stop);
        Assert.Equal(new ProfileFacts { Person = "R-2", Sex = Sex.Female }, other!.Profile.Facts);
        Assert.Empty(other.Profile.Tag);
        Assert.Null(await store.ProfileAsync(Side.Child, 0, Stop));
        Assert.Empty(await store.ProfilesOfAsync(Side.Child, "R-1", Stop));
    }

    [Fact]
    public async Task Panels_of_every_inheritance_and_unsized_alleles_come_back()
    {
        var panel = new LocusPanel([new Locus("D3S1358"), new Locus("DXS8378", Inheritance.X), new Locus("DYS391", Inheritance.Y), new Locus("HV1", Inheritance.Mitochondrial)]);
        Genotype[] genotypes = [Genotype.Of(Allele.Of(9, 3), Allele.Unsized(2)), Genotype.Of(Allele.Of(12)), default, Genotype.Of(Allele.Unsized(15_000))];
        var profile = Samples.Profile("C-1", 1) with { Panel = panel, Genotypes = GenotypeBytes.Of(genotypes) };
        var store = await OpenAsync();
        await AddAsync(store, Side.Child, profile, Samples.Profile("C-2", 2), profile with { Facts = new ProfileFacts { Person = "C-3" }, Panel = new LocusPanel(panel.Loci) });
        await AddAsync(store, Side.Child, Samples.Profile("C-4", 4));

        var packed = await PackedAsync(store, Side.Child);
        var panels = await store.PanelsAsync(Stop);
        Assert.Equal(2, panels.Count);
        Assert.Equal(panel.Loci, panels[packed[0].Panel].Loci);
        Assert.Equal(Samples.Panel.Loci, panels[packed[1].Panel].Loci);
        Assert.Equal((packed[0].Panel, packed[1].Panel), (packed[2].Panel, packed[3].Panel));
        Assert.Equal(genotypes, Enumerable.Range(0, 4).Select(l => GenotypeBytes.At(packed[0].Genotypes, l)));
    }

    [Fact]
    public async Task An_amended_profile_is_a_new_version_with_a_new_number()
    {
        var store = await OpenAsync();
        await AddAsync(store, Side.Child, Samples.Profile("C-1", 1), Samples.Profile("C-2", 2));
        long change = await ChangeAsync(store, async change =>
        {
            var active = Assert.Single(await change.ActiveProfilesAsync(Side.Child, ["C-1", "C-9"], Stop));
            await change.RetireProfilesAsync(Side.Child, [active.Number], ProfileState.Superseded, Stop);
            await change.AddProfilesAsync(Side.Child, [Samples.Profile("C-1", 3, version: 2)], Stop);
        });

        var versions = await store.ProfilesOfAsync(Side.Child, "C-1", Stop);
        Assert.Equal([(0, 1, ProfileState.Superseded, change), (2, 2, ProfileState.Active, null)], versions.Select(v => (v.Number, v.Profile.Version, v.State, v.Retired)));
        Assert.Equal(Samples.Genotypes(1), versions[0].Profile.Genotypes);
        Assert.Equal([false, true, true], (await PackedAsync(store, Side.Child)).Select(p => p.IsActive));
        Assert.Equal([0], await store.RetiredProfilesAsync(Side.Child, change - 1, Stop));
        Assert.Empty(await store.RetiredProfilesAsync(Side.Child, change, Stop));
        Assert.Empty(await store.RetiredProfilesAsync(Side.Relative, 0, Stop));
    }

    [Fact]
    public async Task Withdrawal_erases_genotypes_and_tags_of_every_version_and_snapshots()
    {
        var store = await OpenAsync();
        await AddAsync(store, Side.Relative, Samples.Profile("R-1", 1), Samples.Profile("R-2", 2));
        long superseded = await ChangeAsync(store, async change =>
        {
            await change.RetireProfilesAsync(Side.Relative, [0], ProfileState.Superseded, Stop);
            await change.AddProfilesAsync(Side.Relative, [Samples.Profile("R-1", 3, version: 2)], Stop);
            await change.AddSnapshotAsync([1, 2, 3], Stop);
            await change.AddSnapshotAsync([1, 2, 3], Stop);
        });
        Assert.True(await store.IsSnapshotValidAsync([1, 2, 3], Stop));
        Assert.False(await store.IsSnapshotValidAsync([1, 2], Stop));
        long withdrawn = await ChangeAsync(store, change => change.RetireProfilesAsync(Side.Relative, [0, 2], ProfileState.Withdrawn, Stop));

        Assert.False(await store.IsSnapshotValidAsync([1, 2, 3], Stop));
        var versions = await store.ProfilesOfAsync(Side.Relative, "R-1", Stop);
        Assert.Equal([(ProfileState.Withdrawn, superseded), (ProfileState.Withdrawn, withdrawn)], versions.Select(v => (v.State, v.Retired!.Value)));
        Assert.All(versions, v => Assert.Empty(v.Profile.Genotypes.Concat(v.Profile.Tag)));
        var packed = await PackedAsync(store, Side.Relative);
        Assert.Equal([0, Samples.Panel.Count * GenotypeBytes.PerLocus, 0], packed.Select(p => p.Genotypes.Length));
        Assert.Equal([false, true, false], packed.Select(p => p.IsActive));
        await using var connection = await Database.ConnectAsync();
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("select count(*) from relative_profiles where state = 2 and (genotypes is not null or tag is not null)"));
    }

    [Fact]
    public async Task A_withdrawn_profile_stays_withdrawn()
    {
        var store = await OpenAsync();
        await AddAsync(store, Side.Child, Samples.Profiles(2));
        await ChangeAsync(store, change => change.RetireProfilesAsync(Side.Child, [0], ProfileState.Withdrawn, Stop));
        await ChangeAsync(store, change => change.RetireProfilesAsync(Side.Child, [0], ProfileState.Superseded, Stop));
        Assert.Equal(ProfileState.Withdrawn, (await store.ProfileAsync(Side.Child, 0, Stop))!.State);

        await using var change = await store.ChangeAsync(Stop);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => change.RetireProfilesAsync(Side.Child, [2], ProfileState.Withdrawn, Stop));
    }

    [Fact]
    public async Task Persons_are_found_by_the_tags_of_their_active_profiles()
    {
        var store = await OpenAsync();
        await AddAsync(store, Side.Child, [.. Samples.Profiles(4), Samples.Profile("twin", 1), Samples.Profile("few loci", 9) with { Tag = [] }]);
        await AddAsync(store, Side.Relative, Samples.Profile("R-1", 1));
        await ChangeAsync(store, change => change.RetireProfilesAsync(Side.Child, [2], ProfileState.Superseded, Stop));

        var found = await AnswerAsync(store, change => change.PersonsByTagAsync(Side.Child, [Samples.Tag(1), Samples.Tag(2), Samples.Tag(3), Samples.Tag(99)], Stop));
        Assert.Equal(["P-1", "P-3", "twin"], found.Select(f => f.Person));
        Assert.Equal([Samples.Tag(1), Samples.Tag(3), Samples.Tag(1)], found.Select(f => f.Tag));
        Assert.Empty(await AnswerAsync(store, change => change.PersonsByTagAsync(Side.Child, [], Stop)));
    }

    [Fact]
    public async Task Members_of_families_are_their_active_profiles()
    {
        var store = await OpenAsync();
        await AddAsync(
            store, Side.Relative, Samples.Member("R-1", 1, "F-1"), Samples.Member("R-2", 2, "F-1", "mother"), Samples.Member("R-3", 3, "F-2"), Samples.Profile("R-4", 4), Samples.Member("R-5", 5, "F-3"));
        await ChangeAsync(store, change => change.RetireProfilesAsync(Side.Relative, [1], ProfileState.Withdrawn, Stop));
        var members = await AnswerAsync(store, change => change.MembersAsync(["F-1", "F-3", "F-9"], Stop));
        Assert.Equal(["R-1", "R-5"], members.Select(m => m.Profile.Facts.Person));
    }

    [Fact]
    public async Task Cases_of_children_stand_in_the_order_of_their_numbers()
    {
        var store = await OpenAsync();
        string?[] cases = ["case-1", null, "case-2", "case-1"];
        await AddAsync(store, Side.Child, [.. cases.Select((code, i) => Samples.Profile($"C-{i}", i) with { Facts = new ProfileFacts { Person = $"C-{i}", Case = code } })]);
        Assert.Equal(cases, await store.CasesOfChildrenAsync(0, Stop));
        Assert.Equal(cases[2..], await store.CasesOfChildrenAsync(2, Stop));
        Assert.Empty(await store.CasesOfChildrenAsync(4, Stop));
    }

    [Fact]
    public async Task Rows_are_read_in_order_across_blocks()
    {
        var store = await OpenAsync();
        const int count = 20_000;
        await AddAsync(store, Side.Relative, Samples.Profiles(count));
        var all = await PackedAsync(store, Side.Relative);
        Assert.Equal(Enumerable.Range(0, count), all.Select(p => p.Number));
        Assert.All(all, p => Assert.True(p.Genotypes.AsSpan().SequenceEqual(Samples.Genotypes(p.Number))));
        Assert.Equal(Enumerable.Range(8191, count - 8191), (await PackedAsync(store, Side.Relative, 8191)).Select(p => p.Number));
        Assert.Empty(await PackedAsync(store, Side.Relative, count));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(9)]
    public async Task A_missing_number_is_refused_as_damage(int missing)
    {
        var store = await OpenAsync();
        await AddAsync(store, Side.Child, Samples.Profiles(10));
        await Database.ExecuteAsync($"delete from child_profiles where number = {missing}");
        var refused = await RefusedAsync(CaseStoreCodes.Damaged, () => PackedAsync(store, Side.Child));
        Assert.Contains($"Row {missing} of child_profiles", refused.Message, StringComparison.Ordinal);
        await RefusedAsync(CaseStoreCodes.Damaged, () => store.CasesOfChildrenAsync(0, Stop));
    }

    [Fact]
    public async Task Genotypes_that_do_not_fit_their_panel_are_refused()
    {
        var store = await OpenAsync();
        await using var change = await store.ChangeAsync(Stop);
        await Assert.ThrowsAsync<ArgumentException>(() => change.AddProfilesAsync(Side.Child, [Samples.Profile("C-1", 1) with { Genotypes = [1, 0, 1, 0] }], Stop));
    }
}

public sealed class SqliteProfileTests() : ProfileTests(new SqliteTestDatabase())
{
    [Fact]
    public async Task Nothing_withdrawn_is_left_in_the_file()
    {
        var store = await OpenAsync();
        const int count = 3000;
        await AddAsync(store, Side.Relative, Samples.Profiles(count));
        int[] withdrawn = [.. Enumerable.Range(0, count).Where(i => i % 7 != 0)];
        foreach (var part in withdrawn.Chunk(400))
            await ChangeAsync(store, change => change.RetireProfilesAsync(Side.Relative, part, ProfileState.Withdrawn, Stop));

        byte[] content = await Database.ContentAsync();
        Assert.All(Enumerable.Range(0, count).Where(i => i % 7 == 0), i => Assert.True(Holds(content, i)));
        Assert.DoesNotContain(withdrawn, i => Holds(content, i));
    }

    private static bool Holds(ReadOnlySpan<byte> content, int number) => content.IndexOf(Samples.Genotypes(number)) >= 0 || content.IndexOf(Samples.Tag(number)) >= 0;
}

public sealed class PostgresProfileTests(PostgresServer server) : ProfileTests(new PostgresTestDatabase(server));
