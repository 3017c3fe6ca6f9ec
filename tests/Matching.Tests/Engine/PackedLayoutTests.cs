using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Matching.Engine.Classes;
using Matching.Engine.Filter;
using Matching.Engine.Images;
using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Store;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Pedigrees;
using Matching.Genetics.Populations;
using Matching.Kernels;
using Matching.Tests.Architecture.Reading;

namespace Matching.Tests.Engine;

/// <summary>docs/packed-layout.md says what the code does, number by number.</summary>
public sealed class PackedLayoutTests
{
    private const string Document = "docs/packed-layout.md";

    private static readonly KinshipModel Model = new(
        [Locus("TH01", [Allele.Of(6), Allele.Of(7), Allele.Of(9, 3)], [0.5, 0.3, 0.2]), Locus("D3S1358", [Allele.Of(14), Allele.Of(15), Allele.Of(16), Allele.Of(17)], [0.4, 0.3, 0.2, 0.1]), Locus("vWA", [Allele.Of(16), Allele.Of(18)], [0.6, 0.4])],
        RareAllelePolicy.FiveOverTwoN);

    private static readonly string Text = File.ReadAllText(Repository.PathOf(Document));

    private readonly ProfileStore _relatives = new(Model);
    private readonly FamilySnapshot _families;

    public PackedLayoutTests()
    {
        _relatives.Add([Genotype.Of(Allele.Of(7), Allele.Of(9, 3)), Genotype.Of(Allele.Of(15), Allele.Of(17)), default], Sex.Male);
        _families = FamilyIndex.Of(_relatives, [SearchFamily.Of(FamilyRole.Father, 0)]);
    }

    [Fact]
    public void The_codes_and_classes_of_the_profile_stand_in_the_document()
    {
        var classes = new ClassPanel(Model);
        AssertTable("locus", Enumerable.Range(0, Model.Panel.Count).Select(l => Cells(
            Model.Panel[l].Name, _relatives.GenotypeAt(0, l), _relatives.CodeAt(0, l), classes.At(l).Of(_relatives.CodeAt(0, l)), classes.LociInOrder.IndexOf(l))));
        AssertBytes(RawBytes.Of(_relatives.Row(0)), "row");
        byte[] column = new byte[3];
        classes.Write(_relatives.Row(0), column, step: 1);
        AssertBytes(column, "column");
        var block = Assert.Single(_families.Packed.Groups).Block(0);
        Assert.Equal((3, 1024), (block.Rows, block.Width));
        Assert.Equal(column, new[] { block.Codes[0], block.Codes[1024], block.Codes[2048] });
        Assert.All(block.Codes[1..1024].ToArray(), code => Assert.Equal(GenotypeClasses.Vacant, code));
        Assert.Equal((512, 1024), (new PackedColumns(33).Width, new PackedColumns(32).Width));
    }

    [Fact]
    public void The_tables_of_the_child_stand_in_the_document()
    {
        var children = new ProfileStore(Model);
        children.Add([Genotype.Of(Allele.Of(6), Allele.Of(7)), Genotype.Of(Allele.Of(15)), Genotype.Of(Allele.Of(16), Allele.Of(18))]);
        var child = new ChildQuery(new LocusRatios(Model), children, 0);
        var classes = new ClassPanel(Model);
        byte[] tables = new byte[3 * QueryBatch.TableSize];
        Assert.Single(ChildFilter.Of(child, new FamilyForm(FamilyRole.Father, null, IsCouple: false, 0, 0), [0.0], asksIdentity: false)!).Write(0, tables);
        var shown = new List<string>();
        for (int r = 0; r < 3; r++)
        {
            int l = classes.LociInOrder[r];
            var table = child.Tables(FamilyRole.Father, 0)[l];
            var alleles = Model.At(l).Frequencies.Alleles;
            for (int b = 0; b < alleles.Length; b++)
                for (int a = 0; a <= b; a++)
                    shown.Add(Line(Genotype.Of(alleles[a], alleles[b]), (ushort)GenotypeSpace.CodeOf(a, b), table[(ushort)GenotypeSpace.CodeOf(a, b)]));
            shown.Add(Line(default, ProfileStore.Missing, 1));

            string Line(Genotype genotype, ushort code, double ratio)
            {
                byte c = classes.At(l).Of(code);
                return Cells(Model.Panel[l].Name, genotype, code, c, ratio.ToString("0.####", CultureInfo.InvariantCulture), table.Deficits.ByClass[c], tables[r * QueryBatch.TableSize + c]);
            }
        }

        AssertTable("at", shown);
        double budget = classes.LociInOrder.Sum(l => child.Tables(FamilyRole.Father, 0)[l].Deficits.Maximum);
        double factor = Math.Floor(254 * 65536 / (2048 * budget));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"is B = {budget:0.0000} and f = {factor}."), Text, StringComparison.Ordinal);
        int sum = tables[3] + tables[QueryBatch.TableSize + 1] + tables[2 * QueryBatch.TableSize + 127];
        Assert.Contains($"= {sum}", Text, StringComparison.Ordinal);
        Assert.True(sum <= ScanKernels.Limit);
        for (int r = 0; r < 3; r++)
            Assert.Equal(byte.MaxValue, tables[r * QueryBatch.TableSize + GenotypeClasses.Vacant]);
    }

    [Fact]
    public void The_places_of_the_image_stand_in_the_document()
    {
        var bytes = new List<byte>();
        byte[] source = new byte[32];
        FamilyImage.Write(_families, new ImageStamp([.. source]), "labels"u8.ToArray(), written => bytes.AddRange(written));
        byte[] image = [.. bytes];
        Assert.Null(ImageContents.Open((offset, target) => image.AsSpan((int)offset, target.Length).CopyTo(target), image.Length, ModelDigest.Of(Model), source, out var contents));
        AssertTable("section", Enum.GetValues<SectionKind>().Select(kind => Of(contents!.Find(kind))));
        Assert.Equal([4, 0, 7, 0, 255, 255, 255, 255], image[4096..4104]);
        Assert.Equal("roles 0 -", Encoding.UTF8.GetString(Section(SectionKind.Shapes)));
        long end = BinaryPrimitives.ReadInt64LittleEndian(image.AsSpan(image.Length - 32));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"The contents at {end}, {image.Length - 32 - end} bytes; the file has {image.Length} bytes."), Text, StringComparison.Ordinal);

        byte[] Section(SectionKind kind) => image[(int)contents!.Find(kind).Offset..(int)(contents.Find(kind).Offset + contents.Find(kind).Length)];

        static string Of(SectionEntry entry) => Cells(entry.Kind, (int)entry.Kind, entry.UnitLength, entry.Offset, entry.Length);
    }

    private static KinshipLocus Locus(string name, Allele[] alleles, double[] frequencies) =>
        new(new Locus(name), [.. alleles], [.. frequencies], 500, new NoMutation(), new NoMutation());

    private static string Cells(params object[] cells) => string.Join(" | ", cells.Select(c => Convert.ToString(c, CultureInfo.InvariantCulture)));

    private static void AssertTable(string firstColumn, IEnumerable<string> rows) =>
        Assert.Equal(string.Join('\n', rows), string.Join('\n', MarkdownTable.Rows(Document, firstColumn).Select(row => string.Join(" | ", row.Cells))));

    private static void AssertBytes(ReadOnlySpan<byte> bytes, string what) =>
        Assert.Contains($"{what} `{string.Join(' ', bytes.ToArray().Select(b => b.ToString("X2", CultureInfo.InvariantCulture)))}`", Text, StringComparison.Ordinal);
}
