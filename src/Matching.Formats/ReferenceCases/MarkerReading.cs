using Matching.Genetics;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;
using Matching.Genetics.Populations;

namespace Matching.Formats.ReferenceCases;

/// <summary>The markers of a file. One that cannot be built stops only the cases that use it.</summary>
internal sealed class MarkerReading
{
    private readonly Dictionary<string, ReferenceMarker> _markers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReferenceFault> _faults = new(StringComparer.Ordinal);

    public MarkerReading(JsonPlace markers)
    {
        foreach (var (name, marker) in markers.Members())
        {
            try
            {
                _markers[name] = Read(name, marker);
            }
            catch (ReferenceFaultException broken)
            {
                _faults[name] = broken.Fault;
            }
        }
    }

    /// <summary>The names of all markers, in the order of the file.</summary>
    public IEnumerable<string> Names => _markers.Keys.Concat(_faults.Keys);

    /// <summary>The marker that a case names at some place.</summary>
    public ReferenceMarker Of(string name, JsonPlace usedAt)
    {
        if (_faults.TryGetValue(name, out var fault))
            throw new ReferenceFaultException(fault);
        return _markers.TryGetValue(name, out var marker)
            ? marker
            : throw usedAt.Fault($"the marker '{name}' is not defined under $.markers");
    }

    /// <summary>The models of all markers at one theta.</summary>
    public IEnumerable<LocusModel> All(JsonPlace usedAt, double theta) => Names.Select(name => Of(name, usedAt).At(theta));

    /// <summary>Allele labels become alleles: lengths where they are designations, numbered ones otherwise.</summary>
    public static AlleleFrequencies ReadFrequencies(JsonPlace owner, Dictionary<string, Allele> labels, string? silent = null)
    {
        var alleles = new List<Allele>();
        foreach (var label in owner["alleles"].Items())
        {
            string text = label.Text();
            var allele = text == silent ? Allele.Silent
                : Allele.TryParse(text, out var sized) ? sized
                : Allele.Unsized(alleles.Count);
            if (!labels.TryAdd(text, allele))
                throw label.Fault("the allele stands twice in the list");
            alleles.Add(allele);
        }

        double[] frequencies = [.. owner["frequencies"].Items().Select(f => f.Number())];
        return Domain(owner, () => new AlleleFrequencies([.. alleles], frequencies));
    }

    /// <summary>Builds a domain object; what it refuses becomes a fault at this place.</summary>
    public static T Domain<T>(JsonPlace place, Func<T> build)
    {
        try
        {
            return build();
        }
        catch (PedigreeException refused)
        {
            throw place.Fault(refused.Message);
        }
    }

    private static ReferenceMarker Read(string name, JsonPlace marker)
    {
        var labels = new Dictionary<string, Allele>(StringComparer.Ordinal);
        var frequencies = ReadFrequencies(marker, labels, marker.Optional("silentAllele")?.Text());
        var inheritance = marker.Optional("chromosome") is { } chromosome ? ReadInheritance(chromosome) : Inheritance.Autosomal;
        var mutation = marker["mutation"];
        return new ReferenceMarker(
            new Locus(name, inheritance),
            labels,
            frequencies,
            MutationReading.ReadMatrix(mutation, "female", frequencies),
            MutationReading.ReadMatrix(mutation, "male", frequencies),
            mutation["model"].Text());
    }

    private static Inheritance ReadInheritance(JsonPlace chromosome) => chromosome.Text() switch
    {
        "autosomal" => Inheritance.Autosomal,
        "X" => Inheritance.X,
        var other => throw chromosome.NotSupported($"the chromosome '{other}' is not supported; known are autosomal and X"),
    };
}
