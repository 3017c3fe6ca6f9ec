namespace Matching.Formats;

/// <summary>Reads profile tables in every common shape.</summary>
/// <remarks>
/// One row per person with one or two columns per locus, or one row per person and locus. Separator, encoding and
/// decimal comma are recognised. A fault at a locus drops the locus, a fault of the row refuses the person, and
/// reading goes on; each has a finding.
/// </remarks>
public static class ProfileTableReader
{
    // Instruments list about thirty markers; a longer list makes the grid wider once.
    private const int UsualLoci = 32;

    // Below this one thread is done before another has begun.
    private const int FewestBytes = 1 << 20;

    // Room made at once for persons whose number only the lines of the file tell.
    private const int MostExpected = 1 << 22;

    /// <summary>Reads a table from the start of a stream, which is left open.</summary>
    /// <param name="stream">The table; looked at once as a whole before it is read. Copied to memory when it cannot seek.</param>
    /// <param name="file">Display name for the findings.</param>
    /// <param name="catalogue">The known loci.</param>
    /// <param name="progress">Told the number of bytes read so far, by one thread at a time.</param>
    /// <param name="threads">Threads that read a large table; what is read and found does not depend on it.</param>
    public static ParseResult<ProfileTable> Read(Stream stream, string file, LocusCatalogue catalogue, Action<long>? progress = null, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var log = new FindingLog(file);
        if (SeekableInput.Of(stream, log) is not { } input)
            return log.Refusal<ProfileTable>();
        using (input)
        {
            try
            {
                var table = Read(input.Stream, log, catalogue, progress, threads);
                return new ParseResult<ProfileTable>(table, log.InOrder());
            }
            catch (IOException)
            {
                log.Error(FindingCodes.FileUnreadable, null, null, "The file could not be read to its end. Copy it again.");
                return log.Refusal<ProfileTable>();
            }
        }
    }

    /// <summary>A last row with too few cells most often means that the file was cut off; one that ends in alleles may have lost a digit.</summary>
    internal static void NoteTruncation(FindingLog log, int shortRow, bool endsInAlleles)
    {
        if (endsInAlleles && shortRow < 0)
            log.Raise(FindingCodes.FileNoFinalLineBreak, "The last line has no line break and ends in a genotype. If the file was cut off there, the last allele has lost digits and another one was read: compare it with the original, or export the file again.");
        if (shortRow >= 0)
            log.Replace(shortRow, FindingCodes.RowTruncated, "The last row has fewer cells than the header; it was refused. The file may have been cut off: export or copy it again.");
    }

    private static ProfileTable? Read(Stream stream, FindingLog log, LocusCatalogue catalogue, Action<long>? progress, int threads)
    {
        if (TextSurvey.Of(stream, log) is not { } survey || Look(stream, survey, log, catalogue) is not { } plan)
            return null;
        var (columns, preview) = plan;
        using var table = TextTable.Open(stream, survey, log, progress);
        if (table is null)
            return null;
        ReportColumns(table, columns, preview, log);
        int expected = columns.IsLong ? 0 : (int)Math.Min(MostExpected, Math.Min(survey.Lines, stream.Length / table.Header.Count));
        var grid = new GenotypeGrid(columns.IsLong ? UsualLoci : columns.Loci.Count, expected);
        var builder = new ProfileTableBuilder(log, grid, expected);
        int rows = columns.IsLong
            ? new LongRows(table, columns, preview.DecimalComma, catalogue, builder, log).ReadAll()
            : new WideRows(table, columns, preview.DecimalComma, builder, log).ReadAll(stream.Length < FewestBytes ? 1 : threads);
        if (rows == 0)
            log.Warning(FindingCodes.ProfileNoRows, table.HeaderLine, null, "The table has a header and no rows. Export it again.");
        return builder.Build(log.File, rows);
    }

    // A first pass over the head of the file; the second reports what this one saw.
    private static (ColumnPlan Plan, TablePreview Preview)? Look(Stream stream, TextSurvey survey, FindingLog log, LocusCatalogue catalogue)
    {
        var first = new FindingLog(log.File);
        using var table = TextTable.Open(stream, survey, first);
        if (table is not null && ColumnPlanner.Plan(table, catalogue, first) is { } plan)
            return (plan, TablePreview.Of(table, plan));
        log.Take(first);
        return null;
    }

    private static void ReportColumns(TextTable table, ColumnPlan plan, TablePreview preview, FindingLog log)
    {
        foreach (int column in plan.Ignored)
        {
            string name = table.Header[column];
            if (!plan.IsLong && (preview.AlleleLike.Contains(column) || LocusHeading.LooksLikeLocus(name)))
                log.Warning(FindingCodes.ProfileLocusUnknown, table.HeaderLine, column + 1, $"Column {FindingLog.Show(name)} looks like a locus but is not in the catalogue of loci; it was left out. Check the spelling.");
            else if (name.Length > 0)
                log.Information(FindingCodes.ProfileColumnIgnored, table.HeaderLine, column + 1, $"Column {FindingLog.Show(name)} is not used.");
            else if (preview.Filled.Contains(column))
                log.Information(FindingCodes.ProfileColumnIgnored, table.HeaderLine, column + 1, "A column without a heading is not used.");
        }

        foreach (int column in plan.Doubled)
            log.Warning(FindingCodes.ProfileColumnTwice, table.HeaderLine, column + 1, $"Column {FindingLog.Show(table.Header[column])} means the same as one before it and was left out. Remove one of the two.");

        if (preview.IsDoubtful)
            log.Information(FindingCodes.ProfileDecimalComma, null, null, preview.DecimalComma
                ? "Commas within cells were read as decimal points (9,3 = 9.3). If they part two alleles, write 9/3."
                : "Commas within cells were read as parting two alleles. If they are decimal points, write 9.3.");
    }
}
