using Matching.Engine.Images;
using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Engine.Store;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;
using Matching.Tests.Engine.Filter;

namespace Matching.Tests.Engine;

/// <summary>What was packed comes back, to the bit, or not at all.</summary>
public sealed class FamilyImageTests
{
    private static readonly ImageStamp Stamp = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)], 4711);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(5000)]
    public void An_image_brings_back_every_family(int families)
    {
        var search = new RandomSearch(6, 13, 12, 0, 0.05, mutates: true, children: 2, families: families, withX: true);
        AddPedigree(search);
        var index = new FamilyIndex(search.Relatives);
        foreach (var family in search.Families)
            index.Add(family);
        var reading = Read(search, Written(index.Snapshot()), threads: 2);
        Assert.Null(reading.Fault);
        Assert.Equal(4711, reading.Sequence);
        Assert.Equal("labels"u8.ToArray(), reading.Labels.ToArray());
        AssertEqual(search, index.Snapshot(), reading.Families!.Snapshot());
    }

    [Fact]
    public void Whoever_was_retired_is_not_in_the_file()
    {
        // A seed with alleles outside the table.
        var search = new RandomSearch(6, 10, 12, 0, 0, mutates: true, children: 2, families: 3000);
        var index = new FamilyIndex(search.Relatives);
        foreach (var family in search.Families)
            index.Add(family);
        for (int f = 0; f < 3000; f += 3)
            index.Retire(f);
        var snapshot = index.Snapshot();
        var read = Read(search, Written(snapshot)).Families!.Snapshot();
        AssertEqual(search, snapshot, read);
        for (int f = 0; f < 3000; f += 3)
            for (int m = 0; m < search.Families[f].Members.Length; m++)
                Assert.False(read.Relatives.Row(search.Families[f].Members[m]).ContainsAnyExcept(ProfileStore.Missing));
        Assert.Contains(Enumerable.Range(0, 3000), f => f % 3 != 0 && search.Relatives.Row(search.Families[f].Members[0]).Contains(ProfileStore.Outside));
    }

    [Fact]
    public void An_index_that_was_read_grows_and_shrinks_like_any_other()
    {
        var search = new RandomSearch(4, 10, 12, 0, 0, mutates: true, children: 2, families: 2500);
        var whole = new FamilyIndex(search.Relatives);
        foreach (var family in search.Families.Take(1500))
            whole.Add(family);
        var read = Read(search, Written(whole.Snapshot())).Families!;
        foreach (var family in search.Families.Skip(1500))
        {
            int[] rows = [.. Enumerable.Range(0, family.Members.Length).Select(m => Copied(search.Relatives, family.Members[m], read.Relatives))];
            Assert.Equal(whole.Add(family), read.Add(rows.Length == 1 && family.OtherRole is { } other
                ? SearchFamily.OfEitherRole(family.Shape.Roles[0]!.Value, other, rows[0])
                : new SearchFamily(family.Shape, rows)));
        }

        for (int f = 0; f < 2500; f += 2)
        {
            whole.Retire(f);
            read.Retire(f);
        }

        Assert.Equal(Ranks(search, whole.Snapshot()), Ranks(search, read.Snapshot()));
    }

    [Fact]
    public void Every_damaged_bit_is_noticed()
    {
        var search = new RandomSearch(3, 6, 8, 0, 0, mutates: true, children: 1, families: 300);
        byte[] image = Written(FamilyIndex.Of(search.Relatives, search.Families));
        var random = new Random(1);
        for (int trial = 0; trial < 400; trial++)
        {
            byte[] damaged = [.. image];
            int at = random.Next(image.Length);
            damaged[at] ^= (byte)(1 << random.Next(8));
            var reading = Read(search, damaged);
            // Only the filling between two sections says nothing.
            if (reading.Fault is null)
                AssertEqual(search, FamilyIndex.Of(search.Relatives, search.Families), reading.Families!.Snapshot());
            else
                Assert.Null(reading.Families);
            if (reading.Fault is null)
                Assert.Equal(0, image[at]);
        }
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        var search = new RandomSearch(3, 6, 8, 0, 0, mutates: true, children: 1, families: 100);
        byte[] image = Written(FamilyIndex.Of(search.Relatives, search.Families));
        foreach (int length in (int[])[0, 3, 8, 60, 128, 200, 4096, image.Length / 2, image.Length - 1])
            Assert.Equal(length < 8 ? "packed.foreign" : "packed.truncated", Read(search, image[..length]).Fault!.Code);
    }

    [Fact]
    public void A_file_of_another_kind_version_model_or_source_is_refused_and_says_so()
    {
        RandomSearch search = new(3, 6, 8, 0, 0, mutates: true, children: 1, families: 100), other = new(4, 6, 8, 0, 0, mutates: true, children: 1, families: 1);
        byte[] image = Written(FamilyIndex.Of(search.Relatives, search.Families));
        Assert.Equal("packed.foreign", Read(search, "child,family\n1,2\nand so on until it is long enough"u8.ToArray()).Fault!.Code);
        Assert.Equal("packed.model", Read(other, image).Fault!.Code);
        Assert.Equal("packed.source", FamilyImage.Read(search.Model, new byte[32], image.Length, Source(image)).Fault!.Code);
        byte[] newer = [.. image];
        newer[8] = 2;
        var fault = Read(search, newer).Fault!;
        Assert.Equal("packed.version", fault.Code);
        Assert.Contains("version 2", fault.Text, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => FamilyImage.Write(FamilyIndex.Of(search.Relatives, []), new ImageStamp([1, 2, 3]), default, _ => { }));
    }

    [Fact]
    public void Writing_beside_a_writer_gives_a_whole_image_of_one_moment()
    {
        var search = new RandomSearch(4, 8, 10, 0, 0, mutates: true, children: 1, families: 6000);
        var index = new FamilyIndex(search.Relatives);
        var writer = new Thread(() => search.Families.ForEach(family => index.Add(family)));
        writer.Start();
        var moments = new List<(FamilySnapshot Snapshot, byte[] Image)>();
        do
        {
            var snapshot = index.Snapshot();
            moments.Add((snapshot, Written(snapshot)));
        }
        while (writer.IsAlive);
        writer.Join();
        foreach (var (snapshot, image) in moments)
        {
            var reading = Read(search, image);
            Assert.Null(reading.Fault);
            AssertEqual(search, snapshot, reading.Families!.Snapshot());
        }
    }

    private static void AddPedigree(RandomSearch search)
    {
        var pedigree = new Pedigree([
            new Person("grand father", Sex.Male), new Person("母", Sex.Female), new Person("f,1:2", Sex.Male, "grand father", null),
            new Person("child", Sex.Unknown, "f,1:2", "母"), new Person("uncle", Sex.Male, "grand father", null)]);
        search.Families.Add(new SearchFamily(FamilyShape.Of(pedigree, "child", ["uncle", "grand father", "母"]), [search.AddRelative(Sex.Male), search.AddRelative(Sex.Male), search.AddRelative(Sex.Female)]));
    }

    private static void AssertEqual(RandomSearch search, FamilySnapshot expected, FamilySnapshot actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.Equal(expected.Active, actual.Active);
        for (int f = 0; f < expected.Count; f++)
        {
            Assert.Equal(expected.IsActive(f), actual.IsActive(f));
            if (expected.IsActive(f))
                Assert.Equal(expected[f].Members, actual[f].Members);
        }

        Assert.Equal(Ranks(search, expected), Ranks(search, actual));
    }

    private static List<Candidate> Ranks(RandomSearch search, FamilySnapshot families) =>
        [.. new FamilyScan(Enumerable.Range(0, search.Children.Count).Select(c => new ChildQuery(search.Ratios, search.Children, c)), families)
            .Run(new ScanOptions(Top: 12)).Rankings.SelectMany(r => r.Sorted())];

    private static int Copied(ProfileStore from, int row, ProfileStore to) =>
        to.Add([.. Enumerable.Range(0, from.LocusCount).Select(l => from.GenotypeAt(row, l))], from.SexOf(row), from.DropOutOf(row));

    private static byte[] Written(FamilySnapshot families)
    {
        var bytes = new List<byte>();
        FamilyImage.Write(families, Stamp, "labels"u8.ToArray(), written => bytes.AddRange(written));
        return [.. bytes];
    }

    private static ImageReading Read(RandomSearch search, byte[] image, int threads = 1) =>
        FamilyImage.Read(search.Model, Stamp.Source.AsSpan(), image.Length, Source(image), threads);

    private static ByteSource Source(byte[] image) => (offset, target) => image.AsSpan((int)offset, target.Length).CopyTo(target);
}
