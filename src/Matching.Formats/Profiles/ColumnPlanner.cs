using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>Finds out from the headings which shape a profile table has.</summary>
internal static class ColumnPlanner
{
    /// <summary>Makes the plan; null, with a finding, when no locus and no list of markers is recognised.</summary>
    public static ColumnPlan? Plan(TextTable table, LocusCatalogue catalogue, FindingLog log)
    {
        var header = table.Header;
        var plan = new ColumnPlan();
        var lociByName = new Dictionary<string, LocusColumns>(StringComparer.Ordinal);
        var spread = SpreadHeadings(header, catalogue);
        for (int column = 0; column < header.Count; column++)
            if (!TakeLocus(plan, lociByName, spread[column], column, catalogue))
                TakeOther(plan, spread[column], column);
        DecideShape(plan);
        DecidePerson(plan, header.Count);
        if (plan.Person == ColumnPlan.None || (!plan.IsLong && plan.Loci.Count == 0))
        {
            log.Error(FindingCodes.ProfileNoHeader, table.HeaderLine, null, "The first line names no person column with known loci beside it, and no marker column with alleles. Put headings in the first line: an id, then locus names such as D3S1358; or Sample Name, Marker, Allele 1, Allele 2.");
            return null;
        }

        return plan;
    }

    // In sheets where a heading spans two columns, the second one is blank after export.
    private static IReadOnlyList<string> SpreadHeadings(IReadOnlyList<string> header, LocusCatalogue catalogue)
    {
        var spread = header.ToArray();
        int loci = 0, followed = 0;
        for (int i = 0; i < header.Count; i++)
        {
            if (!LocusHeading.TryResolve(header[i], catalogue, out _))
                continue;
            loci++;
            if (i + 1 < header.Count && header[i + 1].Length == 0)
            {
                followed++;
                spread[i + 1] = header[i];
            }
        }

        return loci > 0 && loci == followed ? spread : header;
    }

    private static bool TakeLocus(ColumnPlan plan, Dictionary<string, LocusColumns> lociByName, string heading, int column, LocusCatalogue catalogue)
    {
        if (!LocusHeading.TryResolve(heading, catalogue, out Locus? locus))
            return false;
        if (locus.Name == LocusCatalogue.SexMarker)
        {
            plan.SexMarkerColumns.Add(column);
            return true;
        }

        if (!lociByName.TryGetValue(locus.Name, out var columns))
        {
            columns = new LocusColumns(locus);
            lociByName.Add(locus.Name, columns);
            plan.Loci.Add(columns);
        }

        columns.Columns.Add(column);
        return true;
    }

    private static void TakeOther(ColumnPlan plan, string heading, int column)
    {
        switch (ColumnNames.MeaningOf(heading))
        {
            case ColumnMeaning.Person when plan.Person == ColumnPlan.None:
                plan.Person = column;
                break;
            case ColumnMeaning.Family when plan.Family == ColumnPlan.None:
                plan.Family = column;
                break;
            case ColumnMeaning.Role when plan.Role == ColumnPlan.None:
                plan.Role = column;
                break;
            case ColumnMeaning.Sex when plan.Sex == ColumnPlan.None:
                plan.Sex = column;
                break;
            case ColumnMeaning.DropOut when plan.DropOut == ColumnPlan.None:
                plan.DropOut = column;
                break;
            case ColumnMeaning.Case when plan.Case == ColumnPlan.None:
                plan.Case = column;
                break;
            case ColumnMeaning.Marker when plan.Marker == ColumnPlan.None:
                plan.Marker = column;
                break;
            case ColumnMeaning.Allele:
                plan.AlleleColumns.Add(column);
                break;
            case ColumnMeaning.Family or ColumnMeaning.Role or ColumnMeaning.Sex or ColumnMeaning.DropOut or ColumnMeaning.Case or ColumnMeaning.Marker:
                plan.Doubled.Add(column);
                break;
            default:
                plan.Ignored.Add(column);
                break;
        }
    }

    // A marker column without alleles, or alleles without a marker column, is only one more column of a wide table.
    private static void DecideShape(ColumnPlan plan)
    {
        if (plan.IsLong)
        {
            foreach (var locus in plan.Loci)
                plan.Ignored.AddRange(locus.Columns);
            plan.Ignored.AddRange(plan.SexMarkerColumns);
            plan.Loci.Clear();
            plan.SexMarkerColumns.Clear();
            return;
        }

        plan.Ignored.AddRange(plan.AlleleColumns);
        plan.AlleleColumns.Clear();
        if (plan.Marker != ColumnPlan.None)
            plan.Ignored.Add(plan.Marker);
        plan.Marker = ColumnPlan.None;
    }

    // The person is the first column unless a column is named like a sample or person id.
    private static void DecidePerson(ColumnPlan plan, int columns)
    {
        if (plan.Person != ColumnPlan.None || columns == 0)
            return;
        if (plan.Case == 0)
            (plan.Person, plan.Case) = (0, ColumnPlan.None);
        else if (plan.Ignored.Remove(0))
            plan.Person = 0;
    }
}
