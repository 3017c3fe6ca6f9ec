namespace Matching.Formats;

/// <summary>The allele frequencies of one population.</summary>
public sealed class FrequencyTable
{
    private readonly Dictionary<string, FrequencyColumn> _byLocus;

    internal FrequencyTable(string id, string population, string citation, IReadOnlyList<FrequencyColumn> columns, string digest)
    {
        Id = id;
        Population = population;
        Citation = citation;
        Columns = columns;
        Digest = digest;
        _byLocus = columns.ToDictionary(column => column.Locus.Name, StringComparer.Ordinal);
    }

    /// <summary>Short name, for example <c>chn_han_national41</c>; the file name without ending where no sidecar gives one.</summary>
    public string Id { get; }

    /// <summary>Who was sampled; empty when not stated.</summary>
    public string Population { get; }

    /// <summary>The publication to cite; empty when not stated.</summary>
    public string Citation { get; }

    /// <summary>The loci in the order of the file.</summary>
    public IReadOnlyList<FrequencyColumn> Columns { get; }

    /// <summary>SHA-256 of the bytes of the table's file, in lower-case hexadecimal.</summary>
    public string Digest { get; }

    /// <summary>The column of a locus by its canonical name; null when the table does not hold it.</summary>
    public FrequencyColumn? Find(string locus) => _byLocus.GetValueOrDefault(locus);
}
