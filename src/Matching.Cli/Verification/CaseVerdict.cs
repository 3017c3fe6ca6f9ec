using System.Collections.Immutable;

namespace Matching.Cli.Verification;

/// <summary>How a case ended.</summary>
internal enum CaseOutcome
{
    /// <summary>Every number agrees.</summary>
    Passed = 0,

    /// <summary>A number does not agree, or the case is broken.</summary>
    Failed = 1,

    /// <summary>Nothing was computed: beyond this program.</summary>
    NotSupported = 2,
}

/// <summary>The result of one case.</summary>
/// <param name="Id">Name of the case within its file.</param>
/// <param name="Kind">The kind of case.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Comparisons">Every number compared.</param>
/// <param name="Remark">Why it was not computed; empty otherwise.</param>
internal sealed record CaseVerdict(string Id, string Kind, CaseOutcome Outcome, ImmutableArray<Comparison> Comparisons, string Remark)
{
    /// <summary>The largest difference; 0 when nothing was compared.</summary>
    public double Worst => Comparisons.IsEmpty ? 0 : Comparisons.Max(c => c.Difference);

    public bool WasComputed => !Comparisons.IsEmpty;

    public static CaseVerdict Of(string id, string kind, ImmutableArray<Comparison> comparisons) =>
        new(id, kind, comparisons.All(c => c.Agrees) ? CaseOutcome.Passed : CaseOutcome.Failed, comparisons, string.Empty);

    public static CaseVerdict Failed(string id, string kind, string remark) => new(id, kind, CaseOutcome.Failed, [], remark);

    public static CaseVerdict NotSupported(string id, string kind, string remark) => new(id, kind, CaseOutcome.NotSupported, [], remark);
}
