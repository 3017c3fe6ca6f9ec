using Matching.Casework.Registry;
using Matching.Engine.Store;
using Matching.Genetics.Markers;

namespace Matching.Casework.Search;

/// <summary>Takes profiles of the registry into a packed store: only the loci of the model, in its order.</summary>
/// <remarks>
/// Loci without frequencies, and those of the Y chromosome and of mitochondria, stand in no model and so never enter. A profile that is not compared any
/// more becomes a row without a typed locus, so that the numbers stay.
/// </remarks>
internal sealed class ProfileRows
{
    private readonly ProfileStore _store;
    private readonly double _dropOut;
    private readonly Genotype[] _genotypes;
    private readonly bool[] _isX;
    private readonly Dictionary<int, int[]> _columns = [];

    /// <summary>Prepares a store.</summary>
    /// <param name="store">Where the rows go.</param>
    /// <param name="dropOut">Drop-out probability of persons for whom none is stated.</param>
    public ProfileRows(ProfileStore store, double dropOut)
    {
        (_store, _dropOut) = (store, dropOut);
        _genotypes = new Genotype[store.LocusCount];
        _isX = [.. store.Model.Panel.Loci.Select(l => l.Inheritance == Inheritance.X)];
    }

    /// <summary>Adds a profile as the next row.</summary>
    /// <exception cref="SearchException"><see cref="SearchCodes.OutOfStep"/>: its number is not the next row, or its panel is not known.</exception>
    public void Add(in PackedProfile profile, IReadOnlyDictionary<int, LocusPanel> panels)
    {
        if (profile.Number != _store.Count)
            throw new SearchException(SearchCodes.OutOfStep, $"Profile {profile.Number} came where {_store.Count} is the next row. Restart the program, and check the registry with 'audit verify'.");
        Array.Clear(_genotypes);
        if (profile.IsActive)
            Decode(profile, ColumnsOf(profile.Panel, panels));
        _store.Add(_genotypes, profile.Sex, profile.IsActive ? profile.DropOut ?? _dropOut : _dropOut);
    }

    private void Decode(in PackedProfile profile, int[] columns)
    {
        for (int l = 0; l < columns.Length; l++)
        {
            if (columns[l] < 0)
                continue;
            var genotype = GenotypeBytes.At(profile.Genotypes, columns[l]);
            // A male has one allele of an X locus: two are another person's, or a fault of the typing.
            _genotypes[l] = _isX[l] && profile.Sex == Sex.Male && !genotype.IsMissing && !genotype.IsSingle ? default : genotype;
        }
    }

    private int[] ColumnsOf(int number, IReadOnlyDictionary<int, LocusPanel> panels)
    {
        if (_columns.TryGetValue(number, out int[]? known))
            return known;
        if (!panels.TryGetValue(number, out var panel))
            throw new SearchException(SearchCodes.OutOfStep, $"Panel {number} is named by a profile and not in the registry. Check the registry with 'audit verify'.");
        return _columns[number] = [.. _store.Model.Panel.Loci.Select(l => panel.IndexOf(l.Name))];
    }
}
