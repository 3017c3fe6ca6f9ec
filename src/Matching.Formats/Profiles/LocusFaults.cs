namespace Matching.Formats;

/// <summary>Says, in one way for every shape of table, why a locus was left out.</summary>
/// <remarks>
/// The text names the locus; line and column lead to the person. So one text serves every row, and a file with a
/// fault in each of ten million cells can still be answered in full.
/// </remarks>
internal sealed class LocusFaults(FindingLog log)
{
    private const string ThirdAllele = "has more than two alleles; the locus was left out. Check for a mixture or a third allele.";
    private const string OffLadder = "has an allele off the ladder (OL, <, > or ?); the locus was left out. Type it again or enter the allele that was called.";
    private const string Unreadable = "is not readable as one or two alleles; the locus was left out. Write alleles such as 15,17 or 9.3.";

    private readonly Dictionary<(string Locus, string Fault), string> _texts = [];

    public void Report(CellFault fault, string locus, int line, int? column)
    {
        bool offLadder = fault == CellFault.OffLadder;
        log.Warning(
            offLadder ? FindingCodes.ProfileOffLadder : FindingCodes.ProfileAlleleUnreadable,
            line,
            column,
            TextFor(locus, offLadder ? OffLadder : Unreadable));
    }

    public void ReportThird(string locus, int line, int? column) =>
        log.Warning(FindingCodes.ProfileThreeAlleles, line, column, TextFor(locus, ThirdAllele));

    public void ReportMarker(int line, int? column) =>
        log.Warning(FindingCodes.ProfileSexUnreadable, line, column, "Amelogenin is not readable and was not used. Write X or X,Y.");

    private string TextFor(string locus, string fault)
    {
        if (!_texts.TryGetValue((locus, fault), out string? text))
            _texts.Add((locus, fault), text = $"{locus} {fault}");
        return text;
    }
}
