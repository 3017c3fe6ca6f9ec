namespace Matching.Genetics.Likelihood;

/// <summary>Keeps one set of working room per thread, so that a warm evaluation allocates nothing.</summary>
internal static class EvidencePool
{
    [ThreadStatic]
    private static LocusEvidence[]? s_free;

    public static LocusEvidence[] Take()
    {
        var taken = s_free ?? [new LocusEvidence()];
        s_free = null;
        return taken;
    }

    public static void Return(LocusEvidence[] evidence) => s_free = evidence;
}
