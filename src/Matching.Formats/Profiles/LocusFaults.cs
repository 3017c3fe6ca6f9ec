namespace Matching.Formats;

/// <summary>Says, in one way for every shape of table, why a locus was left out.</summary>
internal sealed class LocusFaults(FindingLog log)
{
    public void Report(CellFault fault, string id, string locus, int line, int column)
    {
        string person = FindingLog.Show(id);
        if (fault == CellFault.OffLadder)
            log.Warning(FindingCodes.ProfileOffLadder, line, column, $"{locus} of person {person} has an allele off the ladder (OL, <, > or ?); the locus was left out. Type it again or enter the allele that was called.");
        else
            log.Warning(FindingCodes.ProfileAlleleUnreadable, line, column, $"{locus} of person {person} is not readable as one or two alleles; the locus was left out. Write alleles such as 15,17 or 9.3.");
    }

    public void ReportThird(string id, string locus, int line, int column) =>
        log.Warning(FindingCodes.ProfileThreeAlleles, line, column, $"{locus} of person {FindingLog.Show(id)} has more than two alleles; the locus was left out. Check for a mixture or a third allele.");

    public void ReportMarker(string id, int line, int column) =>
        log.Warning(FindingCodes.ProfileSexUnreadable, line, column, $"Amelogenin of person {FindingLog.Show(id)} is not readable and was not used. Write X or X,Y.");
}
