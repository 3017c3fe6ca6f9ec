using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>What each column of a profile table is for.</summary>
internal sealed class ColumnPlan
{
    public const int None = -1;

    /// <summary>True for one row per person and locus; false for one row per person.</summary>
    public bool IsLong => Marker != None && AlleleColumns.Count > 0;

    public int Person { get; set; } = None;

    public int Family { get; set; } = None;

    public int Role { get; set; } = None;

    public int Sex { get; set; } = None;

    public int DropOut { get; set; } = None;

    public int Case { get; set; } = None;

    public int Marker { get; set; } = None;

    /// <summary>Columns of alleles in the long shape.</summary>
    public List<int> AlleleColumns { get; } = [];

    /// <summary>Columns of Amelogenin in the wide shape.</summary>
    public List<int> SexMarkerColumns { get; } = [];

    /// <summary>The loci of the wide shape, in the order of their first columns.</summary>
    public List<LocusColumns> Loci { get; } = [];

    /// <summary>Columns that are not used.</summary>
    public List<int> Ignored { get; } = [];

    /// <summary>Columns left out because another one has the same meaning.</summary>
    public List<int> Doubled { get; } = [];

    /// <summary>True when the cells of a column hold alleles.</summary>
    public bool IsOfAlleles(int column) => IsLong ? AlleleColumns.Contains(column) : Loci.Exists(locus => locus.Columns.Contains(column));
}

/// <summary>The columns that hold the alleles of one locus: one for both alleles, or one for each.</summary>
internal sealed class LocusColumns(Locus locus)
{
    public Locus Locus { get; } = locus;

    public List<int> Columns { get; } = [];
}
