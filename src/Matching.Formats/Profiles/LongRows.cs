using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>Reads tables with one row per person and locus, as instruments export them.</summary>
internal sealed class LongRows(TextTable table, ColumnPlan plan, bool decimalComma, LocusCatalogue catalogue, ProfileTableBuilder builder, FindingLog log)
{
    private const int Unknown = -1;
    private const int SexMarker = -2;

    private readonly PersonCells _cells = new(table.Row, table.Header.Count, plan, log);
    private readonly LocusCells _loci = new(table.Row, decimalComma, log);
    private readonly IdEncoding _encoding = new(plan.Person, log);
    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _placeOfLocus = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UnknownMarker> _unknown = new(StringComparer.Ordinal);

    /// <summary>Reads every row.</summary>
    /// <returns>The number of rows that hold anything.</returns>
    public int ReadAll()
    {
        int rows = 0, shortRow = -1;
        int lastFilled = ColumnPlan.None;
        while (table.Read())
        {
            rows++;
            shortRow = -1;
            lastFilled = table.IsBlankFrom(table.CellCount - 1) ? ColumnPlan.None : table.CellCount - 1;
            if (!_cells.IsWhole(out shortRow) || !ReadRow())
                builder.RefuseRow();
        }

        ProfileTableReader.NoteTruncation(log, shortRow, plan.IsOfAlleles(lastFilled));
        foreach (var (name, marker) in _unknown)
            log.Warning(FindingCodes.ProfileLocusUnknown, marker.Line, plan.Marker + 1, $"Marker {FindingLog.Show(name)} is not in the catalogue of loci; its {marker.Rows} rows were left out. Check the spelling.");
        return rows;
    }

    private bool ReadRow()
    {
        if (_cells.ReadId() is not { } id)
            return false;
        _encoding.Check(id, table.Line);
        int row = builder.Find(id);
        if (row >= 0 && builder.IsRefused(row))
            return true;
        bool readable = _cells.TryReadDetails(id, out var details);
        if (row < 0)
            builder.TryAdd(readable ? details : new PersonDetails(id, table.Line, Sex.Unknown, null, null, null), out row);
        else if (readable)
            builder.Join(row, details);
        if (readable)
            ReadMarker(row);
        else
            builder.Refuse(row);
        return true;
    }

    private void ReadMarker(int row)
    {
        string name = table.Text(plan.Marker);
        int locus = PlaceOf(name);
        if (locus >= 0)
            Enter(row, locus, _loci.Read(_shown[name], plan.AlleleColumns, out bool hasThird), hasThird);
        else if (locus == SexMarker)
            builder.SeeMarker(row, _loci.ReadSexMarker(plan.AlleleColumns));
        else
            NoteUnknown(name);
    }

    private void Enter(int row, int locus, Genotype genotype, bool hasThird)
    {
        if (hasThird)
            builder.Block(row, locus);
        else
            builder.Enter(row, locus, genotype, table.Line, plan.AlleleColumns[0] + 1);
    }

    private int PlaceOf(string name)
    {
        if (_places.TryGetValue(name, out int place))
            return place;
        place = Unknown;
        if (catalogue.TryResolve(name, out Locus? locus))
        {
            if (locus.Name == LocusCatalogue.SexMarker)
                place = SexMarker;
            else if (!_placeOfLocus.TryGetValue(locus.Name, out place))
                _placeOfLocus.Add(locus.Name, place = builder.AddLocus(locus));
        }

        _places.Add(name, place);
        _shown.Add(name, FindingLog.Show(name));
        return place;
    }

    private void NoteUnknown(string name) =>
        _unknown[name] = _unknown.TryGetValue(name, out var marker) ? marker with { Rows = marker.Rows + 1 } : new UnknownMarker(table.Line, 1);

    private readonly record struct UnknownMarker(int Line, int Rows);
}
