using System.Collections.Immutable;
using Matching.Casework.Registry;
using Matching.Engine.Packed;
using Matching.Engine.Store;
using Matching.Genetics.Markers;

namespace Matching.Casework.Search;

/// <summary>Everything that is searched under one model, packed, and kept in step with the registry.</summary>
/// <remarks>
/// Rows and indices equal the numbers of the registry: nothing moves, what is retired keeps its place. Thread-safe: searches work on snapshots while it reads on.
/// </remarks>
public sealed class ProfileIndex : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly ChildIndex _children;
    private readonly ProfileRows _childRows;
    private readonly ProfileRows _relativeRows;
    private readonly StandingList _families;
    private readonly StandingList _suspects;
    private readonly List<ItemEntry> _items = [];
    private readonly CaseNumbers _cases = new();
    private readonly HashSet<int> _retiredRelatives = [];
    private IReadOnlyDictionary<int, LocusPanel> _panels = ImmutableDictionary<int, LocusPanel>.Empty;
    private IReadOnlyDictionary<int, string> _forms = ImmutableDictionary<int, string>.Empty;
    private volatile IndexSnapshot _current;

    /// <summary>Makes an index that has read nothing yet.</summary>
    /// <exception cref="FormatException">The document of the model cannot be read.</exception>
    public ProfileIndex(StoredModel model)
        : this(new IndexedModel(model))
    {
    }

    /// <summary>Makes an index over what a snapshot held of relatives and families.</summary>
    /// <param name="model">The model.</param>
    /// <param name="families">Families with their relatives; null for none.</param>
    /// <param name="change">The change up to which they are known.</param>
    internal ProfileIndex(IndexedModel model, FamilyIndex? families = null, long change = 0)
    {
        Model = model;
        Children = new ProfileStore(model.Kinship);
        families ??= new FamilyIndex(new ProfileStore(model.Kinship));
        Relatives = families.Relatives;
        _children = new ChildIndex(Children);
        _childRows = new ProfileRows(Children, model.Settings.DropOut);
        _relativeRows = new ProfileRows(Relatives, model.Settings.DropOut);
        _families = new StandingList(StandingKind.Family, families);
        _suspects = new StandingList(StandingKind.Suspect, new FamilyIndex(Relatives));
        _current = Taken(new RegistryPosition(change, 0, Relatives.Count, _families.Count, 0, 0));
    }

    /// <summary>The model.</summary>
    public IndexedModel Model { get; }

    /// <summary>The registry as far as it has been read.</summary>
    public RegistryPosition Position => _current.Position;

    internal ProfileStore Children { get; }

    internal ProfileStore Relatives { get; }

    internal IndexSnapshot Current => _current;

    /// <summary>Reads what the registry has got since the last time.</summary>
    /// <exception cref="CaseStoreException">The store failed; what was read so far is kept, and reading goes on from there.</exception>
    /// <exception cref="SearchException"><see cref="SearchCodes.OutOfStep"/>: rows and numbers have come apart.</exception>
    public async Task<RegistryPosition> SyncAsync(ICaseStore store, CancellationToken stop = default)
    {
        await _reading.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            var position = await store.PositionAsync(stop).ConfigureAwait(false);
            if (position.Change != _current.Position.Change)
            {
                await ReadAsync(store, position, stop).ConfigureAwait(false);
                _current = Taken(position);
            }

            return position;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>True for a relative whose row is still needed.</summary>
    internal bool IsRelativeInUse(int row) => !_retiredRelatives.Contains(row);

    /// <summary>Runs something while nothing is read.</summary>
    internal async Task HoldAsync(Func<Task> act, CancellationToken stop)
    {
        await _reading.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            await act().ConfigureAwait(false);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    // Nothing at or beyond the numbers of the position is taken: an entry may then name a relative that came after the relatives were read.
    private async Task ReadAsync(ICaseStore store, RegistryPosition to, CancellationToken stop)
    {
        if (to.Change < _current.Position.Change || to.Children < Children.Count || to.Relatives < Relatives.Count || to.Families < _families.Count)
            throw new SearchException(SearchCodes.OutOfStep, "The registry is behind what has been read of it: an older copy was put in its place. Restart the program.");
        long since = _current.Position.Change;
        await ReadProfilesAsync(store, Side.Relative, to.Relatives, stop).ConfigureAwait(false);
        await ReadProfilesAsync(store, Side.Child, to.Children, stop).ConfigureAwait(false);
        if (_cases.Count < to.Children)
            _cases.Add(await store.CasesOfChildrenAsync(_cases.Count, stop).ConfigureAwait(false), to.Children);
        await ReadStandingAsync(store, StandingKind.Family, _families.Count, to.Families, stop).ConfigureAwait(false);
        await ReadStandingAsync(store, StandingKind.Suspect, _suspects.Count, to.Suspects, stop).ConfigureAwait(false);
        await ReadStandingAsync(store, StandingKind.Item, _items.Count, to.Items, stop).ConfigureAwait(false);
        await RetireAsync(store, since, stop).ConfigureAwait(false);
    }

    private async Task ReadProfilesAsync(ICaseStore store, Side side, int to, CancellationToken stop)
    {
        var profiles = side == Side.Child ? Children : Relatives;
        if (profiles.Count >= to)
            return;
        await foreach (var profile in store.ReadProfilesAsync(side, profiles.Count, stop).ConfigureAwait(false))
        {
            if (profile.Number >= to)
                break;
            if (!_panels.ContainsKey(profile.Panel))
                _panels = await store.PanelsAsync(stop).ConfigureAwait(false);
            Add(side, profile);
        }

        if (profiles.Count < to)
            throw new SearchException(SearchCodes.OutOfStep, $"The registry counts {to} profiles of a side and gave {profiles.Count}. Check it with 'audit verify'.");
    }

    private void Add(Side side, in PackedProfile profile)
    {
        if (side == Side.Relative)
        {
            _relativeRows.Add(profile, _panels);
            if (!profile.IsActive)
                _retiredRelatives.Add(profile.Number);
            return;
        }

        _childRows.Add(profile, _panels);
        int index = _children.Add(profile.Number);
        if (index != profile.Number)
            throw new SearchException(SearchCodes.OutOfStep, $"Child {profile.Number} came where {index} is the next place. Restart the program.");
        if (!profile.IsActive)
            _children.Retire(index);
    }

    private async Task ReadStandingAsync(ICaseStore store, StandingKind kind, int from, int to, CancellationToken stop)
    {
        if (from >= to)
            return;
        int next = from;
        await foreach (var entry in store.ReadStandingAsync(kind, from, stop).ConfigureAwait(false))
        {
            if (entry.Number >= to)
                break;
            if (entry.Number != next++)
                throw new SearchException(SearchCodes.OutOfStep, $"Entry {entry.Number} of {kind} came where {next - 1} is the next place. Check the registry with 'audit verify'.");
            if (!_forms.ContainsKey(entry.Form))
                _forms = await store.FormsAsync(stop).ConfigureAwait(false);
            if (kind == StandingKind.Item)
                _items.Add(new ItemEntry(entry.Members[0], entry.IsActive));
            else
                (kind == StandingKind.Suspect ? _suspects : _families).Add(entry, _forms);
        }

        if (next < to)
            throw new SearchException(SearchCodes.OutOfStep, $"The registry counts {to} entries of {kind} and gave {next}. Check it with 'audit verify'.");
    }

    private async Task RetireAsync(ICaseStore store, long since, CancellationToken stop)
    {
        var children = _children.Snapshot();
        foreach (int number in await store.RetiredProfilesAsync(Side.Child, since, stop).ConfigureAwait(false))
            if (number < children.Count && children.IsActive(number))
                _children.Retire(number);
        foreach (int number in await store.RetiredProfilesAsync(Side.Relative, since, stop).ConfigureAwait(false))
            if (number < Relatives.Count)
                _retiredRelatives.Add(number);
        _families.Retire(await store.RetiredStandingAsync(StandingKind.Family, since, stop).ConfigureAwait(false));
        _suspects.Retire(await store.RetiredStandingAsync(StandingKind.Suspect, since, stop).ConfigureAwait(false));
        foreach (int number in await store.RetiredStandingAsync(StandingKind.Item, since, stop).ConfigureAwait(false))
            if (number < _items.Count)
                _items[number] = _items[number] with { IsActive = false };
    }

    private IndexSnapshot Taken(RegistryPosition position) =>
        new(position, _children.Snapshot(), _families.Snapshot(), _suspects.Snapshot(), [.. _items], _cases.Taken());
}
