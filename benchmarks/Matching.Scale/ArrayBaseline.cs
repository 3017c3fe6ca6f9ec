namespace Matching.Scale;

/// <summary>A2: what a careful programmer writes without tables: the parent-child formula per pair and locus, over arrays.</summary>
internal sealed class ArrayBaseline
{
    public const int Persons = 20_000;

    private const byte Missing = 255;

    private readonly SimulatedPanel _panel;
    private readonly byte[] _alleles;

    public ArrayBaseline(SimulatedPanel panel, SimulatedStore store)
    {
        _panel = panel;
        _alleles = new byte[Persons * SimulatedPanel.Loci * 2];
        for (int i = 0; i < Persons * SimulatedPanel.Loci; i++)
        {
            int code = store.CodeOf(i / SimulatedPanel.Loci, i % SimulatedPanel.Loci), larger = 0;
            while ((larger + 1) * (larger + 2) / 2 <= code)
                larger++;
            _alleles[2 * i] = code == SimulatedPanel.Missing ? Missing : (byte)(code - larger * (larger + 1) / 2);
            _alleles[2 * i + 1] = (byte)larger;
        }
    }

    /// <summary>Number of persons whose likelihood ratio reaches the threshold.</summary>
    public int Hits(byte[] child, double threshold)
    {
        int hits = 0;
        for (int person = 0; person < Persons; person++)
        {
            double product = 1;
            for (int locus = 0, at = person * SimulatedPanel.Loci * 2; locus < SimulatedPanel.Loci; locus++, at += 2)
                if (_alleles[at] != Missing)
                    product *= _panel.LikelihoodRatio(locus, child[2 * locus], child[2 * locus + 1], _alleles[at], _alleles[at + 1]);
            if (product >= threshold)
                hits++;
        }

        return hits;
    }
}
