namespace Matching.Api.Reports;

/// <summary>Why an issued report is not given.</summary>
public static class ReportCodes
{
    public const string NotReproduced = "report.not-reproduced";
}
