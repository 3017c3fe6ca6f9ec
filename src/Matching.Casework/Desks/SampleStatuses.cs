using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Registry;
using Matching.Casework.Search;

namespace Matching.Casework.Desks;

/// <summary>What has become of the samples of a family: received, typed, searched so often against so many children. No hit, no candidate.</summary>
/// <param name="book">The records.</param>
/// <param name="searches">The searches.</param>
public sealed class SampleStatuses(RecordBook book, DeskSearches searches)
{
    /// <summary>The status of each member's sample; null where there is no such family, or the actor may not know of it.</summary>
    /// <param name="family">Code of the family.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="stop">Stops.</param>
    public async Task<ImmutableArray<SampleStatus>?> OfFamilyAsync(string family, Actor actor, CancellationToken stop = default)
    {
        if (await book.ReadAsync<ReferenceFamily>(family, Permission.ReadSampleStatus, actor, stop) is not { } kept)
            return null;
        var statuses = ImmutableArray.CreateBuilder<SampleStatus>();
        foreach (var member in kept.Record.Searched())
            statuses.Add(await OfMemberAsync(family, member, stop));
        return statuses.ToImmutable();
    }

    private async Task<SampleStatus> OfMemberAsync(string family, FamilyMember member, CancellationToken stop)
    {
        var versions = await searches.Store.ProfilesOfAsync(Side.Relative, member.Person, stop);
        if (versions.LastOrDefault(version => version.State == ProfileState.Active) is not { } profile)
            return new SampleStatus(member.Person, string.Empty, member.At, null, 0, 0, null);
        // Its first run is ordered in the change that takes it in, as soon as there is a child.
        var typed = (await searches.Store.FirstRunAsync(versions[0].Number, stop))?.Started;
        var models = (await searches.Store.ModelsAsync(stop)).Where(m => m.IsActive).ToList();
        var lines = new List<LedgerLine>();
        foreach (var (kind, entry) in await EntriesAsync(family, member, profile.Number, stop))
            foreach (var model in models)
                lines.AddRange((await searches.Indexes.Ledger.OfAsync(model.Number, kind, stop)).LinesOfOther(entry));
        return new SampleStatus(
            member.Person, profile.Profile.Facts.Sample ?? string.Empty, member.At, typed ?? member.At, lines.Select(l => l.Run).Distinct().Count(),
            await ChildrenAsync(lines, stop), lines.Count == 0 ? null : lines.Max(l => l.At));
    }

    private async Task<List<(SearchKind Kind, int Entry)>> EntriesAsync(string family, FamilyMember member, int profile, CancellationToken stop)
    {
        var entries = new List<(SearchKind Kind, int Entry)>();
        foreach (var kind in SearchKinds.Required.Where(kind => !kind.IsOfSiblings()))
            foreach (string code in (string[])[family, member.Person])
                foreach (var entry in await searches.Store.StandingOfAsync(kind.Standing(), code, stop))
                    if (entry.Entry.Members.Contains(profile) && !entries.Contains((kind, entry.Number)))
                        entries.Add((kind, entry.Number));
        return entries;
    }

    // Each child once, however often it was compared; without those taken out since.
    private async Task<int> ChildrenAsync(List<LedgerLine> lines, CancellationToken stop)
    {
        var children = lines.SelectMany(l => Enumerable.Range(l.Area.ChildFrom, l.Area.ChildTo - l.Area.ChildFrom)).ToHashSet();
        children.ExceptWith(await searches.Store.RetiredProfilesAsync(Side.Child, 0, stop));
        return children.Count;
    }
}
