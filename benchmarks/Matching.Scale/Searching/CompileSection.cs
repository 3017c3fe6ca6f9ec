using Matching.Engine.Filter;
using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Genetics.Pedigrees;
using Matching.Kernels;
using Matching.Scale.Measuring;

namespace Matching.Scale.Searching;

/// <summary>What it costs to compile a child, warm and from nothing.</summary>
internal sealed class CompileSection : ISection
{
    private const int Batch = 64;
    private const int Scanned = 10_000;
    private const int Logarithms = 24 * 128;
    private const double Log10 = 4;

    private readonly double _deviations = ProbeMargin.DeviationsFor(ScanKernels.Best);
    private double _sum;

    public string Name => "compile";

    public void Run(ScaleSettings settings, Summary summary)
    {
        var world = new SearchWorld(PanelModel.Of(), seed: 12);
        world.Grow(Scanned);
        var families = Families.OfRole(world.Relatives, FamilyRole.Father, Scanned)[0];
        var form = families.Packed.Groups[0].Group.Form;
        var children = world.ChildrenOfOne(Batch);
        var scan = new PackedScan(families, [.. children.Select(child => QuestionOf(child, form, families))], Log10);
        var tables = new AlignedBuffer(Batch * children[0].Children.LocusCount * QueryBatch.TableSize);
        var rounds = new Rounds();
        var scanning = rounds.Add($"scan of {Scanned} persons, batch of {Batch}, per child", Batch, () => scan.Run(scan.EngineProbes), times: 20);
        var warm = rounds.Add("compile warm: questions and byte tables, per child", Batch, () => Write(children, form, families, tables), times: 100);
        var whole = rounds.Add("the same with the child's own look-up of its tables", Batch, () => Write(Renewed(children), form, families, tables), times: 100);
        ChildQuery fresh = children[0];
        var uncached = rounds.Add("compile uncached: ratios and deficits of 24 loci", 1, () => Deficits(fresh), () => fresh = Fresh(children[0]));
        var logarithms = rounds.Add("a logarithm", Logarithms, TakeLogarithms, times: 20);
        int genotypes = Enumerable.Range(0, children[0].Children.LocusCount).Sum(world.Ratios.Codes);
        rounds.Run(5 * settings.Rounds);
        rounds.Print();
        if (!double.IsFinite(_sum))
            throw new InvalidOperationException("A sum of finite numbers must be finite.");
        double shareOfPersons = scan.Pairs / Batch / Scanned;
        summary.AtMost("8", $"compile warm / scan of {Scanned} persons", warm.P10 / scanning.P10 * shareOfPersons, 1);
        summary.Note("the same with the child's own look-up of its tables", $"{whole.P10 / scanning.P10 * shareOfPersons:G3}");
        summary.AtMost("9", $"compile uncached / a logarithm for each of the {genotypes} genotypes", uncached.P10 / logarithms.P10 / genotypes, 8);
        summary.Note($"compile uncached / {Logarithms} logarithms", $"{uncached.P10 / logarithms.P10 / Logarithms:G3}");
    }

    private static FilterQuery QuestionOf(ChildQuery child, FamilyForm form, FamilySnapshot families) =>
        ChildFilter.Of(child, form, families.Relatives.DropOuts, asksIdentity: true)![0];

    private static ChildQuery[] Renewed(ChildQuery[] children) => [.. children.Select(child => new ChildQuery(child.Ratios, child.Children, child.Row))];

    private static ChildQuery Fresh(ChildQuery child) => new(new LocusRatios(child.Ratios.Model), child.Children, child.Row);

    private void Write(ChildQuery[] children, FamilyForm form, FamilySnapshot families, AlignedBuffer tables)
    {
        int length = tables.Length / children.Length;
        for (int c = 0; c < children.Length; c++)
        {
            var question = QuestionOf(children[c], form, families);
            question.Write(Log10, tables.Span.Slice(c * length, length));
            _sum += question.ProbeRows(Log10, _deviations);
        }
    }

    private void Deficits(ChildQuery child)
    {
        var tables = child.Tables(FamilyRole.Father, dropOut: 0);
        foreach (int locus in child.Loci)
            _sum += tables[locus].Deficits.Maximum;
    }

    private void TakeLogarithms()
    {
        for (int i = 1; i <= Logarithms; i++)
            _sum += Math.Log10(i * 0.37);
    }
}
