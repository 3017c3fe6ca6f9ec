using Matching.Genetics;
using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;
using Matching.Genetics.Populations;

namespace Matching.Tests.Mutation;

public class MutationModelTests
{
    private static readonly MutationModel[] AnyLocus =
    [
        new NoMutation(), new EqualMutation(0.003), new ProportionalMutation(0.003), new StepwiseMutation(0.003, 1e-4, 0.1),
        new DawidMutation(1e-5, 0.2), new GbT37223Mutation(0.002),
        .. Enum.GetValues<MutationTransform>().Select(t => new TransformedMutation(new StepwiseMutation(0.001, 1e-4, 0.2), t)),
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Rows_sum_to_one_and_a_silent_allele_passes_unchanged(int seed)
    {
        var visible = RandomLocus(seed);
        var withSilent = visible.WithSilent(0.02);
        foreach (var model in AnyLocus)
        {
            var matrix = model.MatrixFor(withSilent);
            for (int from = 0; from < matrix.Size; from++)
            {
                Assert.Equal(1, Sum(matrix.Row(from)), 1e-14);
                Assert.Equal(from == withSilent.SilentIndex ? 1 : 0, matrix[from, withSilent.SilentIndex]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Stationary_kinds_keep_the_frequencies_and_reversible_kinds_balance(int seed)
    {
        foreach (var frequencies in new[] { RandomLocus(seed), RandomLocus(seed).WithSilent(0.02) })
        {
            foreach (var model in AnyLocus.Where(m => m is NoMutation or ProportionalMutation or DawidMutation or TransformedMutation))
                Assert.True(model.MatrixFor(frequencies).IsStationaryFor(frequencies), model.ToString());
            foreach (var model in AnyLocus.Where(m => m is NoMutation or ProportionalMutation or DawidMutation or TransformedMutation { Transform: not MutationTransform.PM }))
                Assert.True(model.MatrixFor(frequencies).IsReversibleFor(frequencies), model.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Transforms_keep_the_overall_rate(int seed)
    {
        foreach (var frequencies in new[] { RandomLocus(seed), RandomLocus(seed).WithSilent(0.02) })
            foreach (var model in AnyLocus.OfType<TransformedMutation>())
                Assert.Equal(model.Inner.MatrixFor(frequencies).OverallRate(frequencies), model.MatrixFor(frequencies).OverallRate(frequencies), 1e-14);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Proportional_and_Dawid_have_the_asked_rate_over_the_population_with_and_without_silent_allele(int seed)
    {
        foreach (var frequencies in new[] { RandomLocus(seed), RandomLocus(seed).WithSilent(0.1) })
        {
            Assert.Equal(0.004, new ProportionalMutation(0.004).MatrixFor(frequencies).OverallRate(frequencies), 1e-14);
            Assert.Equal(1e-5, new DawidMutation(1e-5, 0.3).MatrixFor(frequencies).OverallRate(frequencies), 1e-14);
        }
    }

    [Fact]
    public void Proportional_follows_the_rule_for_silent_alleles()
    {
        var frequencies = Locus(("10", 0.5), ("11", 0.3), ("silent", 0.2));
        double s = 0.8, q = 0.625, a = 0.01 / s / (2 * q * (1 - q));
        var matrix = new ProportionalMutation(0.01).MatrixFor(frequencies);
        Assert.Equal(a * (1 - q), matrix[0, 1], 1e-15);
        Assert.Equal(1 - a + a * q, matrix[0, 0], 1e-15);
    }

    [Fact]
    public void Proportional_is_defined_up_to_its_limit_and_not_beyond()
    {
        var frequencies = Locus(("1", 0.99), ("2", 0.01));
        Assert.Equal(0, new ProportionalMutation(0.02 * (1 - 1e-15)).MatrixFor(frequencies)[1, 1], 1e-9);
        AssertUndefined(new ProportionalMutation(0.0201), frequencies);
    }

    [Fact]
    public void A_wide_gap_in_the_ladder_loses_no_rate()
    {
        var matrix = new StepwiseMutation(0.002, 0, 0.1).MatrixFor(Locus(("8", 0.5), ("800", 0.5)));
        Assert.Equal(0.002, matrix[0, 1], 1e-15);
    }

    [Fact]
    public void Parameters_outside_their_range_are_undefined()
    {
        var frequencies = Locus(("10", 0.6), ("11", 0.399), ("12", 0.001));
        MutationModel[] models =
        [
            new EqualMutation(-0.001), new EqualMutation(1.1), new EqualMutation(double.NaN), new ProportionalMutation(-0.001),
            new StepwiseMutation(-0.001, 0, 0.1), new StepwiseMutation(0.001, -1e-9, 0.1), new StepwiseMutation(0.001, 0, 0),
            new OneStepMutation(-1), new DawidMutation(-0.1, 0.1), new DawidMutation(0.01, 1), new DawidMutation(0.01, 0.1),
            new GbT37223Mutation(-0.001), new TransformedMutation(new EqualMutation(-1), MutationTransform.PM),
            new TransformedMutation(new EqualMutation(0.01), (MutationTransform)9), new TransformedMutation(new EqualMutation(0.1), MutationTransform.PR),
        ];
        foreach (var model in models)
            AssertUndefined(model, frequencies);
        AssertUndefined(new StepwiseMutation(0.6, 0.5, 0.1), Locus(("9", 0.5), ("10", 0.25), ("9.3", 0.25)));
        AssertUndefined(new GbT37223Mutation(1), Locus(("10", 0.25), ("11", 0.25), ("12", 0.25), ("13", 0.25)));
    }

    [Fact]
    public void Models_by_length_refuse_alleles_they_cannot_count()
    {
        AssertUndefined(new StepwiseMutation(0.002, 1e-6, 0.1), new AlleleFrequencies([Allele.Of(9), Allele.Unsized(0)], [0.5, 0.5]));
        AssertUndefined(new OneStepMutation(0.002), new AlleleFrequencies([Allele.Of(9), Allele.Unsized(0)], [0.5, 0.5]));
        AssertUndefined(new OneStepMutation(0.002), Locus(("9", 0.5), ("9.3", 0.5)));
    }

    [Fact]
    public void Stationary_transform_refuses_alleles_that_cannot_reach_each_other()
    {
        AssertUndefined(new TransformedMutation(new StepwiseMutation(0.002, 0, 0.1), MutationTransform.PM), Locus(("9", 0.3), ("10", 0.3), ("9.3", 0.2), ("10.3", 0.2)));
        var oneWay = new CustomMutation(new MutationMatrix(2, [1, 0, 0.1, 0.9]));
        AssertUndefined(new TransformedMutation(oneWay, MutationTransform.PM), Locus(("9", 0.5), ("10", 0.5)));
        AssertUndefined(new TransformedMutation(oneWay, MutationTransform.MH), Locus(("9", 0.5), ("10", 0.5)));
    }

    [Fact]
    public void Custom_matrix_is_taken_as_given_and_leaves_a_silent_allele_alone()
    {
        var model = new CustomMutation(new MutationMatrix(2, [0.9, 0.1, 0.2, 0.8]));
        Assert.Equal([0.9, 0.1, 0.2, 0.8], model.MatrixFor(Locus(("9", 0.5), ("10", 0.5))).Entries.ToArray());
        Assert.Equal([0.9, 0.1, 0, 0.2, 0.8, 0, 0, 0, 1], model.MatrixFor(Locus(("9", 0.5), ("10", 0.4), ("silent", 0.1))).Entries.ToArray());
        Assert.Equal(model, new CustomMutation(new MutationMatrix(2, [0.9, 0.1, 0.2, 0.8])));
        Assert.NotEqual(model, new CustomMutation(MutationMatrix.Identity(2)));
        Assert.Throws<PedigreeException>(() => model.MatrixFor(Locus(("9", 0.5), ("10", 0.4), ("11", 0.1))));
        AssertUndefined(model, Locus(("9", 0.5), ("silent", 0.5)));
    }

    [Fact]
    public void Single_allele_never_changes()
    {
        foreach (var model in AnyLocus)
            Assert.Equal(1, model.MatrixFor(Locus(("9", 1)))[0, 0]);
    }

    internal static AlleleFrequencies Locus(params (string Allele, double Frequency)[] columns) =>
        new([.. columns.Select(c => c.Allele == "silent" ? Allele.Silent : Allele.Parse(c.Allele))], [.. columns.Select(c => c.Frequency)]);

    private static AlleleFrequencies RandomLocus(int seed)
    {
        var random = new Random(seed);
        Allele[] alleles = [.. Enumerable.Range(0, random.Next(3, 9)).Select(_ => Allele.Of(random.Next(8, 16), random.Next(2) * 3)).Distinct()];
        double[] weights = [.. alleles.Select(_ => 0.05 + random.NextDouble())];
        return new AlleleFrequencies(alleles, [.. weights.Select(w => w / weights.Sum())]);
    }

    private static double Sum(ReadOnlySpan<double> row)
    {
        double sum = 0;
        foreach (double entry in row)
            sum += entry;
        return sum;
    }

    private static void AssertUndefined(MutationModel model, AlleleFrequencies frequencies) =>
        Assert.Equal("mutation.undefined", Assert.Throws<PedigreeException>(() => model.MatrixFor(frequencies)).Code);
}
