using System.Globalization;
using Matching.Casework.Intake;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;
using Matching.Scale.Searching;

namespace Matching.Scale.Registry;

/// <summary>A batch of unrelated simulated persons over the loci of a model.</summary>
internal sealed class SimulatedRows : ISubmittedRows
{
    private readonly Genotype[] _genotypes;
    private readonly string _prefix;
    private readonly string? _role;

    /// <summary>Draws the persons.</summary>
    /// <param name="model">The loci.</param>
    /// <param name="count">Persons.</param>
    /// <param name="prefix">Beginning of their codes.</param>
    /// <param name="role">Role of all of them; null for children.</param>
    /// <param name="seed">Decides the genotypes.</param>
    public SimulatedRows(KinshipModel model, int count, string prefix, string? role, int seed)
    {
        (Panel, Count, _prefix, _role) = (model.Panel, count, prefix, role);
        _genotypes = new Genotype[count * model.Panel.Count];
        var source = new GenotypeSource(model, new Random(seed), missing: 0.01, dropOut: 0);
        for (int row = 0; row < count; row++)
            source.Next(_genotypes.AsSpan(row * model.Panel.Count, model.Panel.Count));
    }

    public LocusPanel Panel { get; }

    public int Count { get; }

    public SubmittedPerson PersonAt(int row) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{_prefix}{row:0000000}"), row + 2, _role switch { null => Sex.Unknown, "mother" => Sex.Female, _ => Sex.Male }) { Role = _role };

    public ReadOnlySpan<Genotype> GenotypesOf(int row) => _genotypes.AsSpan(row * Panel.Count, Panel.Count);

    /// <summary>Puts the child of a person of another batch, and of somebody unrelated, in a place.</summary>
    public void Descend(int row, SimulatedRows parents, int parent, GenotypeSource source) =>
        source.ChildOf(parents.GenotypesOf(parent), default).CopyTo(_genotypes.AsSpan(row * Panel.Count, Panel.Count));
}
