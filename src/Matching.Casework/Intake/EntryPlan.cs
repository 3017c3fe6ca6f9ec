using Matching.Casework.Families;
using Matching.Casework.Findings;
using Matching.Casework.Registry;
using Matching.Engine.Queries;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Casework.Intake;

/// <summary>A profile that takes part in a change: its number and what it holds.</summary>
internal readonly record struct NumberedProfile(int Number, NewProfile Profile)
{
    public ProfileFacts Facts => Profile.Facts;
}

/// <summary>The entries that a change of relatives' profiles adds to the lists that are searched, and those that it takes out.</summary>
internal sealed class EntryPlan
{
    private static readonly StandingKind[] Kinds = [StandingKind.Family, StandingKind.Item, StandingKind.Suspect];

    private readonly List<StandingEntry>[] _added = [[], [], []];
    private readonly List<int>[] _retired = [[], [], []];
    private readonly List<(FormedEntry Entry, string Family)> _larger = [];

    /// <summary>Families that may contradict themselves.</summary>
    public IReadOnlyList<(FormedEntry Entry, string Family)> Larger => _larger;

    /// <summary>The members of families, by number.</summary>
    public Dictionary<int, NewProfile> Members { get; } = [];

    public int Added => _added.Sum(list => list.Count);

    public int Retired => _retired.Sum(list => list.Count);

    /// <summary>Plans a change.</summary>
    /// <param name="change">The change; read, not written to.</param>
    /// <param name="pedigrees">The pedigrees of the families concerned.</param>
    /// <param name="added">Profiles that the change adds.</param>
    /// <param name="removed">Profiles that it takes out, whether or not a new version stands in their place.</param>
    /// <param name="warn">Takes what is seen when families are formed.</param>
    /// <param name="stop">Stops.</param>
    /// <param name="alsoFormed">Families that are formed anew although nobody comes or goes.</param>
    public static async Task<EntryPlan> OfAsync(
        IRegistryChange change, KnownPedigrees pedigrees, IReadOnlyList<NumberedProfile> added, IReadOnlyList<StoredProfile> removed, Action<FamilyFinding> warn, CancellationToken stop,
        IReadOnlyCollection<string>? alsoFormed = null)
    {
        var plan = new EntryPlan();
        // Roles have been reported when their rows were read.
        var roles = new RoleReading(Relationship.ParentChild, pedigrees, _ => { });
        var forming = new FamilyForming(roles, pedigrees, warn);
        var families = added.Select(p => p.Facts).Concat(removed.Select(p => p.Profile.Facts)).Where(IsOfFamily).Select(f => f.Family!)
            .Concat(pedigrees.Changed).Concat(alsoFormed ?? []).ToHashSet(StringComparer.Ordinal);
        var gone = removed.Select(p => p.Number).ToHashSet();
        var present = families.Count == 0 || change.Position.Relatives == 0
            ? []
            : (await change.MembersAsync(families, stop).ConfigureAwait(false)).Where(p => IsOfFamily(p.Profile.Facts) && !gone.Contains(p.Number)).ToList();
        foreach (var profile in added)
            plan.AddAlone(profile, roles, forming);
        plan.AddFamilies([.. present.Select(p => new NumberedProfile(p.Number, p.Profile)), .. added.Where(p => IsOfFamily(p.Facts))], roles, forming);
        gone.UnionWith(present.Select(p => p.Number));
        families.UnionWith(removed.Select(p => p.Profile.Facts.Person));
        foreach (var kind in Kinds)
            await plan.RetireAsync(change, kind, families, gone, stop).ConfigureAwait(false);
        return plan;
    }

    /// <summary>Writes what was planned.</summary>
    public async Task WriteAsync(IRegistryChange change, CancellationToken stop)
    {
        foreach (var kind in Kinds)
        {
            if (_retired[(int)kind].Count > 0)
                await change.RetireStandingAsync(kind, _retired[(int)kind], stop).ConfigureAwait(false);
            if (_added[(int)kind].Count > 0)
                await change.AddStandingAsync(kind, _added[(int)kind], stop).ConfigureAwait(false);
        }
    }

    private static bool IsSearchedAsFamily(ProfileFacts facts) => facts.Category is PersonCategory.SeekingParent or PersonCategory.VolunteerRelative;

    internal static bool IsOfFamily(ProfileFacts facts) => facts.Family is not null && IsSearchedAsFamily(facts);

    private void AddAlone(in NumberedProfile profile, RoleReading roles, FamilyForming forming)
    {
        var facts = profile.Facts;
        if (facts.Category == PersonCategory.PersonalItem)
            Add(StandingKind.Item, facts.Person, 0, new FormedEntry(StandingForm.Item, new FamilyMembers(profile.Number)));
        else if (facts is { Category: PersonCategory.Suspect, LegalBasis: not null })
            Add(StandingKind.Suspect, facts.Person, 0, forming.Alone(AsParent(profile)));
        else if (facts.Family is null && IsSearchedAsFamily(facts))
            Add(StandingKind.Family, facts.Person, 0, forming.Alone(Person(profile, roles)));
    }

    private void AddFamilies(IReadOnlyList<NumberedProfile> members, RoleReading roles, FamilyForming forming)
    {
        // In the order of codes: a family must not depend on which of its members came first.
        foreach (var family in members.GroupBy(m => m.Facts.Family!, StringComparer.Ordinal))
        {
            FamilyPerson[] persons = [.. family.OrderBy(m => m.Facts.Person, StringComparer.Ordinal).Select(m => Person(m, roles))];
            int part = 0;
            foreach (var entry in forming.Of(family.Key, persons))
            {
                Add(StandingKind.Family, family.Key, part++, entry);
                if (!FamilyConsistency.Matters(entry.Search()))
                    continue;
                _larger.Add((entry, family.Key));
                foreach (var member in family)
                    Members[member.Number] = member.Profile;
            }
        }
    }

    private void Add(StandingKind kind, string code, int part, in FormedEntry entry) =>
        _added[(int)kind].Add(new StandingEntry(kind, code, part, entry.Form.Text, entry.Rows, entry.Note));

    // A code may be that of a family and of a person without one: only the members tell whose an entry is.
    private async Task RetireAsync(IRegistryChange change, StandingKind kind, HashSet<string> codes, HashSet<int> members, CancellationToken stop)
    {
        if (members.Count == 0 || change.Position.Standing(kind) == 0)
            return;
        foreach (var standing in await change.StandingOfAsync(kind, codes, stop).ConfigureAwait(false))
            if (standing.Entry.Members.Any(members.Contains))
                _retired[(int)kind].Add(standing.Number);
    }

    private static FamilyPerson Person(in NumberedProfile profile, RoleReading roles) =>
        new(profile.Facts.Person, profile.Number, profile.Facts.Sex, roles.RoleOf(profile.Facts.Person, profile.Facts.Role, profile.Facts.Sex, 0), 0);

    // A suspect's role within a family says nothing about the child: the question is whether this is a parent.
    private static FamilyPerson AsParent(in NumberedProfile profile) =>
        new(profile.Facts.Person, profile.Number, profile.Facts.Sex, profile.Facts.Sex switch { Sex.Male => FamilyRole.Father, Sex.Female => FamilyRole.Mother, _ => null }, 0);
}
