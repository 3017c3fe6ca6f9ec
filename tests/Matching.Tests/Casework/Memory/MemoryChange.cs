using System.Security.Cryptography;
using System.Text;
using Matching.Casework;
using Matching.Casework.Audit;
using Matching.Casework.Records;
using Matching.Casework.Registry;

namespace Matching.Tests.Casework.Memory;

/// <summary>A change: a copy of everything, which takes the place of the original when it is committed.</summary>
internal sealed class MemoryChange(MemoryState state, Action<MemoryState> commit, Action release) : IRegistryChange
{
    private bool _isOver;

    public RegistryPosition Position => state.Position;

    private long Number => state.Change + 1;

    public Task<SubmissionRecord?> FindSubmissionAsync(string key, CancellationToken stop = default) => Task.FromResult(state.Submissions.Find(s => s.Key == key));

    public Task<IReadOnlyList<StoredProfile>> ActiveProfilesAsync(Side side, IReadOnlyCollection<string> persons, CancellationToken stop = default) =>
        List(Active(side).Where(p => persons.Contains(p.Profile.Facts.Person)));

    public Task<IReadOnlyList<(byte[] Tag, string Person)>> PersonsByTagAsync(Side side, IReadOnlyCollection<byte[]> tags, CancellationToken stop = default) =>
        List(Active(side).Where(p => p.Profile.Tag.Length > 0 && tags.Any(tag => tag.AsSpan().SequenceEqual(p.Profile.Tag)))
            .Select(p => (p.Profile.Tag, p.Profile.Facts.Person)));

    public Task<IReadOnlyList<StoredProfile>> MembersAsync(IReadOnlyCollection<string> families, CancellationToken stop = default) =>
        List(Active(Side.Relative).Where(p => p.Profile.Facts.Family is { } family && families.Contains(family)));

    public Task<IReadOnlyList<StoredStanding>> StandingOfAsync(StandingKind kind, IReadOnlyCollection<string> codes, CancellationToken stop = default) =>
        List(state.Standing[(int)kind].Where(s => s.Retired is null && codes.Contains(s.Entry.Code)));

    public Task AddProfilesAsync(Side side, IReadOnlyList<NewProfile> profiles, CancellationToken stop = default)
    {
        var list = state.Profiles[(int)side];
        foreach (var profile in profiles)
        {
            if (state.PanelNumber(profile.Panel) < 0)
                state.Panels.Add(profile.Panel);
            list.Add(new StoredProfile(list.Count, side, ProfileState.Active, profile, Number, Retired: null));
        }

        return Task.CompletedTask;
    }

    public Task RetireProfilesAsync(Side side, IReadOnlyCollection<int> numbers, ProfileState to, CancellationToken stop = default)
    {
        var list = state.Profiles[(int)side];
        foreach (int number in numbers)
        {
            var profile = list[number];
            var kept = to == ProfileState.Withdrawn ? profile.Profile with { Genotypes = [] } : profile.Profile;
            list[number] = profile with { State = to, Profile = kept, Retired = profile.Retired ?? Number };
        }

        if (to == ProfileState.Withdrawn && numbers.Count > 0)
            state.Snapshots.Clear();
        return Task.CompletedTask;
    }

    public Task AddStandingAsync(StandingKind kind, IReadOnlyList<StandingEntry> entries, CancellationToken stop = default)
    {
        var list = state.Standing[(int)kind];
        foreach (var entry in entries)
        {
            if (!state.Forms.Contains(entry.Form))
                state.Forms.Add(entry.Form);
            list.Add(new StoredStanding(list.Count, entry, Number, Retired: null));
        }

        return Task.CompletedTask;
    }

    public Task RetireStandingAsync(StandingKind kind, IReadOnlyCollection<int> numbers, CancellationToken stop = default)
    {
        var list = state.Standing[(int)kind];
        foreach (int number in numbers)
            list[number] = list[number] with { Retired = list[number].Retired ?? Number };
        return Task.CompletedTask;
    }

    public Task<int> AddModelAsync(string name, string document, CancellationToken stop = default)
    {
        int number = state.Models.Count + 1;
        state.Models.Add(new StoredModel(number, name, document, SHA256.HashData(Encoding.UTF8.GetBytes(document)), IsActive: false));
        return Task.FromResult(number);
    }

    public Task ActivateModelAsync(int model, bool isActive, CancellationToken stop = default)
    {
        state.Models[model - 1] = state.Models[model - 1] with { IsActive = isActive };
        if (!isActive)
            state.Tiles.RemoveAll(tile => tile.Model == model);
        return Task.CompletedTask;
    }

    public Task<long> AddRunAsync(NewRun run, DateTimeOffset at, IReadOnlyList<NewTile> tiles, CancellationToken stop = default)
    {
        long number = state.Runs.Count + 1;
        state.Runs.Add(new SearchRun(
            number, run.Model, run.Reason, run.RequestedBy, at, Position, run.Engine, tiles.Count, tiles.Count, Finished: tiles.Count == 0 ? at : null));
        foreach (var tile in tiles)
            state.Tiles.Add(new Tile(++state.LastTile, number, tile.Model, tile.Kind, tile.Area));
        return Task.FromResult(number);
    }

    public Task<long> NextSubmissionAsync(CancellationToken stop = default) => Task.FromResult(state.Submissions.Count + 1L);

    public Task<long> AddSubmissionAsync(SubmissionRecord submission, CancellationToken stop = default)
    {
        long number = state.Submissions.Count + 1;
        state.Submissions.Add(submission with { Number = number });
        return Task.FromResult(number);
    }

    public Task SaveAsync(IReadOnlyList<RecordChange> changes, DateTimeOffset at, string by, CancellationToken stop = default)
    {
        foreach (var change in changes)
        {
            int newest = state.Newest(change.Key)?.Version ?? 0;
            if (newest != change.BasedOn)
                throw new CaseStoreException(CaseStoreCodes.RecordChanged, $"{change.Key} has been changed since it was read. Read it again and repeat the act.");
            state.Records.Add(new StoredRecord(change.Key, newest + 1, change.Index, change.Body, at, by));
        }

        return Task.CompletedTask;
    }

    public Task AddSnapshotAsync(byte[] stamp, CancellationToken stop = default)
    {
        state.Snapshots.Add(stamp);
        return Task.CompletedTask;
    }

    public Task<long> CommitAsync(AuditAct act, DateTimeOffset at, CancellationToken stop = default)
    {
        ObjectDisposedException.ThrowIf(_isOver, this);
        state.Change++;
        state.Write(act, at);
        commit(state);
        End();
        return Task.FromResult(state.Change);
    }

    public ValueTask DisposeAsync()
    {
        End();
        return ValueTask.CompletedTask;
    }

    private static Task<IReadOnlyList<T>> List<T>(IEnumerable<T> items) => Task.FromResult<IReadOnlyList<T>>([.. items]);

    private IEnumerable<StoredProfile> Active(Side side) => state.Profiles[(int)side].Where(p => p.State == ProfileState.Active);

    private void End()
    {
        if (!_isOver)
            release();
        _isOver = true;
    }
}
