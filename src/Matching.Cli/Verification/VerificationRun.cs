using System.Collections.Concurrent;
using System.Diagnostics;
using Matching.Formats.ReferenceCases;

namespace Matching.Cli.Verification;

/// <summary>Reads files and judges all their cases, on several threads; the report does not depend on their number.</summary>
internal static class VerificationRun
{
    /// <summary>Judges every case of the files.</summary>
    /// <param name="sources">The files.</param>
    /// <param name="threads">Number of threads, at least 1.</param>
    /// <param name="progress">Told the cases done and their total; called from several threads.</param>
    public static VerificationReport Run(IReadOnlyList<ReferenceFileSource> sources, int threads, Action<int, int>? progress = null)
    {
        var watch = Stopwatch.StartNew();
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        var files = new ReferenceFile[sources.Count];
        Parallel.For(0, files.Length, options, i => files[i] = ReferenceFiles.Read(sources[i]));
        CaseVerdict[][] verdicts = [.. files.Select(f => new CaseVerdict[f.Entries.Length])];
        (int File, int Entry)[] jobs = [.. LongestFirst(files)];
        int done = 0;
        Parallel.ForEach(Partitioner.Create(jobs, EnumerablePartitionerOptions.NoBuffering), options, job =>
        {
            verdicts[job.File][job.Entry] = CaseVerification.Judge(files[job.File].Entries[job.Entry]);
            progress?.Invoke(Interlocked.Increment(ref done), jobs.Length);
        });
        return new VerificationReport([.. files.Select((f, i) => new FileReport(f.Name, [.. verdicts[i]]))], watch.Elapsed);
    }

    /// <summary>Cases that hold many questions in one come first, so that no thread is left with one at the end.</summary>
    private static IEnumerable<(int File, int Entry)> LongestFirst(ReferenceFile[] files) =>
        from file in Enumerable.Range(0, files.Length)
        from entry in Enumerable.Range(0, files[file].Entries.Length)
        orderby files[file].Entries[entry].Case switch
        {
            ScreeningCase => 0,
            JointAssignmentCase => 1,
            _ => 2,
        }
        select (file, entry);
}
