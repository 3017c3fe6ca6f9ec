using System.Collections.Immutable;

namespace Matching.Cli.Verification;

/// <summary>The verdicts of one file, in the order of its cases.</summary>
internal sealed record FileReport(string Name, ImmutableArray<CaseVerdict> Verdicts)
{
    public int Passed => Count(CaseOutcome.Passed);

    public int Failed => Count(CaseOutcome.Failed);

    public int NotSupported => Count(CaseOutcome.NotSupported);

    public double Worst => Verdicts.IsEmpty ? 0 : Verdicts.Max(v => v.Worst);

    private int Count(CaseOutcome outcome) => Verdicts.Count(v => v.Outcome == outcome);
}

/// <summary>The whole verification.</summary>
internal sealed record VerificationReport(ImmutableArray<FileReport> Files, TimeSpan Elapsed)
{
    public int Passed => Files.Sum(f => f.Passed);

    public int Failed => Files.Sum(f => f.Failed);

    public int NotSupported => Files.Sum(f => f.NotSupported);

    public int ExitCode
    {
        get
        {
            if (!Files.Any(f => f.Verdicts.Any(v => v.WasComputed)))
                return Cli.ExitCode.NothingComputed;
            if (Failed > 0)
                return Cli.ExitCode.VerificationFailed;
            return NotSupported > 0 ? Cli.ExitCode.DoneInPart : Cli.ExitCode.Done;
        }
    }
}
