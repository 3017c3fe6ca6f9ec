using Matching.Formats;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Mutation;
using Matching.Genetics.Populations;

namespace Matching.Scale.Searching;

/// <summary>The model of a real search: 24 autosomal loci of a large Chinese kit with their published frequencies, stepwise mutation 0.002.</summary>
internal static class PanelModel
{
    public const double MutationRate = 0.002;

    private const string Table = "chn_han_national41";

    private static readonly string[] Loci =
    [
        "D3S1358", "vWA", "D16S539", "CSF1PO", "TPOX", "D8S1179", "D21S11", "D18S51", "Penta E", "D2S441", "D19S433", "TH01", "FGA", "D22S1045",
        "D5S818", "D13S317", "D7S820", "D6S1043", "D10S1248", "D1S1656", "D12S391", "D2S1338", "Penta D", "SE33",
    ];

    public static KinshipModel Of(double theta = 0)
    {
        var table = FrequencyTables.Embedded(Table).Value ?? throw new InvalidOperationException($"The table {Table} is not built in.");
        var mutation = new MutationWithFallback(new StepwiseMutation(MutationRate, 1e-6, 0.1), new EqualMutation(MutationRate));
        return new KinshipModel(
            Loci.Select(name => table.Find(name) ?? throw new InvalidOperationException($"The table {Table} has no locus {name}."))
                .Select(column => new KinshipLocus(column.Locus, column.Alleles, column.Published, column.SampleSize, mutation, mutation)),
            RareAllelePolicy.FiveOverTwoN,
            theta);
    }
}
