using System.Globalization;

namespace Matching.Api.Tests.Intake;

/// <summary>Made-up typings: by locus, two alleles as they are written.</summary>
internal static class Typings
{
    public static readonly string[] Loci =
    [
        "D3S1358", "vWA", "D16S539", "CSF1PO", "TPOX", "D8S1179", "D21S11", "D18S51", "D2S441", "D19S433", "TH01", "FGA", "D22S1045", "D5S818", "D13S317", "D7S820", "D10S1248", "D1S1656",
        "D12S391", "D2S1338",
    ];

    // The lowest of eight neighbouring alleles that are seen at the locus.
    private static readonly int[] Lowest = [13, 14, 8, 9, 8, 10, 28, 12, 9, 11, 6, 19, 11, 8, 8, 8, 12, 11, 17, 17];

    /// <summary>Somebody; the same seed is the same person.</summary>
    public static Dictionary<string, string> Person(int seed, int loci = 20)
    {
        var random = new Random(seed);
        return Loci.Take(loci).Index().ToDictionary(l => l.Item, l => Written(Lowest[l.Index] + random.Next(8), Lowest[l.Index] + random.Next(8)));
    }

    /// <summary>A child of two persons.</summary>
    public static Dictionary<string, string> ChildOf(Dictionary<string, string> father, Dictionary<string, string> mother, int seed)
    {
        var random = new Random(seed);
        return father.ToDictionary(l => l.Key, l => $"{l.Value.Split(',')[random.Next(2)]},{mother[l.Key].Split(',')[random.Next(2)]}");
    }

    private static string Written(int one, int other) => string.Create(CultureInfo.InvariantCulture, $"{one},{other}");
}
