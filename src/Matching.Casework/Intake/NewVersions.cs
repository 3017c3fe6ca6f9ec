using Matching.Casework.Families;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Casework.Intake;

/// <summary>A version of a profile that a batch adds.</summary>
/// <param name="Row">Its row in the batch.</param>
/// <param name="Profile">The version; the number of the submission is still open.</param>
/// <param name="Before">The version in whose place it stands; null for a new person.</param>
internal sealed record NewVersion(int Row, NewProfile Profile, StoredProfile? Before);

/// <summary>Makes new versions of profiles from the rows of a batch.</summary>
internal sealed class NewVersions(SubmittedBatch batch, PreparedRows prepared, KnownPersons known, KnownFamilies families, RoleReading roles, KeyedDigest digests, RowAnswers answers)
{
    private readonly int[] _xLoci = [.. Enumerable.Range(0, batch.Rows.Panel.Count).Where(l => batch.Rows.Panel[l].Inheritance == Inheritance.X)];

    /// <summary>The new versions, in the order of the rows.</summary>
    public async Task<List<NewVersion>> MakeAsync(ICaseStore store, CancellationToken stop)
    {
        var versions = new List<NewVersion>(batch.Rows.Count);
        for (int row = 0; row < batch.Rows.Count; row++)
        {
            var person = batch.Rows.PersonAt(row);
            if (answers.IsRefused(row) || IsBarred(row, person))
                continue;
            var before = known.Active.GetValueOrDefault(person.Person);
            var facts = FactsOf(row, person, before?.Profile.Facts);
            if (answers.IsRefused(row))
                continue;
            if (before is null)
                versions.Add(New(row, facts));
            else if (await AmendedAsync(store, row, facts, before, stop).ConfigureAwait(false) is { } amended)
                versions.Add(amended);
        }

        return versions;
    }

    private bool IsBarred(int row, in SubmittedPerson person)
    {
        // Laboratories number their samples by themselves: refused, a relative might never be compared because of a stranger's number.
        if (known.OnOtherSide.Contains(person.Person))
            answers.Warn(row, IntakeCodes.OtherSide, $"'{person.Person}' is the code of a {(batch.Side == Side.Child ? "relative" : "child")} in the registry as well; both are searched, each on its own side. Check that this row was not submitted on the wrong side.");
        if (known.Withdrawn.Contains(person.Person))
            answers.Refuse(row, IntakeCodes.Withdrawn, $"'{person.Person}' has been withdrawn. After a new consent, submit the person under a new code.");
        return answers.IsRefused(row);
    }

    private NewVersion New(int row, ProfileFacts facts)
    {
        answers.Set(row, RowState.Added);
        return new NewVersion(row, new NewProfile(facts, 1, batch.Rows.Panel, Genotypes(row, facts), prepared.Tags[row], 0), null);
    }

    private async Task<NewVersion?> AmendedAsync(ICaseStore store, int row, ProfileFacts facts, StoredProfile before, CancellationToken stop)
    {
        var (panel, genotypes, inForce) = (batch.Rows.Panel, Genotypes(row, facts), before.Profile);
        // What was in conflict once must not come back as if nothing had been: that stands in older versions only.
        IReadOnlyList<NewProfile> earlier = inForce.Version > 1 && ProfileMerge.FillsGaps(inForce, panel, genotypes)
            ? [.. (await store.ProfilesOfAsync(batch.Side, facts.Person, stop).ConfigureAwait(false)).Where(p => p.Profile.Version < inForce.Version).Select(p => p.Profile)]
            : [];
        var merge = ProfileMerge.Of(inForce, earlier, panel, genotypes, batch.IsCorrection);
        foreach (string locus in merge.Conflicts)
            answers.Warn(row, IntakeCodes.Conflict, $"'{facts.Person}' shows another genotype at {locus} than in version {inForce.Version}; the locus counts as not typed. Check both typings; submit the right one as a correction.");
        if (!merge.IsNew && !IsOther(facts, inForce.Facts))
        {
            answers.Set(row, RowState.Unchanged);
            answers.Inform(row, IntakeCodes.Unchanged, $"'{facts.Person}' is known with the same genotypes; nothing was changed.");
            return null;
        }

        answers.Set(row, RowState.Amended);
        answers.Inform(row, IntakeCodes.Amended, $"'{facts.Person}' is known: version {inForce.Version + 1} stands in place of version {inForce.Version} and is searched again.");
        var tag = merge.IsNew ? new ProfileTags(merge.Panel, digests).Of(merge.Genotypes) : inForce.Tag;
        return new NewVersion(row, new NewProfile(facts, inForce.Version + 1, merge.Panel, merge.Genotypes, tag, 0), before);
    }

    // Sample, kit, laboratory and quality do not change what is searched.
    private static bool IsOther(ProfileFacts facts, ProfileFacts before) =>
        (facts.Sex, facts.DropOut, facts.Family, facts.Role, facts.Case, facts.LegalBasis)
        != (before.Sex, before.DropOut, before.Family, before.Role, before.Case, before.LegalBasis);

    private ProfileFacts FactsOf(int row, in SubmittedPerson person, ProfileFacts? before)
    {
        bool isChild = batch.Side == Side.Child;
        string? family = isChild ? null : StatedFacts.OrNone(person.Family) ?? before?.Family;
        var member = families.Find(family, person.Person);
        string? written = isChild ? null : StatedFacts.OrNone(person.Role) ?? before?.Role ?? StatedFacts.OrNone(member?.Role);
        if (before?.Family is { } earlier && family != earlier)
            answers.Warn(row, IntakeCodes.FamilyChanged, $"'{person.Person}' belonged to family '{earlier}' and now belongs to '{family}'; both families are formed anew. Check that this is meant.");
        var role = isChild ? null : roles.RoleOf(person.Person, written, person.Sex, person.Line);
        var category = isChild ? default : CategoryOf(row, person, role, before?.Category ?? member?.Category);
        return new ProfileFacts
        {
            Person = person.Person,
            Category = category,
            Sex = SexOf(row, person, family, role, before),
            DropOut = person.DropOut ?? before?.DropOut,
            Family = family,
            Role = written,
            Case = isChild ? StatedFacts.OrNone(person.Case) ?? StatedFacts.OrNone(batch.Case) ?? before?.Case : null,
            Laboratory = StatedFacts.OrNone(batch.Laboratory) ?? before?.Laboratory,
            Sample = StatedFacts.OrNone(person.Sample) ?? before?.Sample,
            Kit = StatedFacts.OrNone(person.Kit) ?? StatedFacts.OrNone(batch.Kit) ?? before?.Kit,
            Quality = StatedFacts.OrNone(person.Quality) ?? before?.Quality,
            LegalBasis = category == PersonCategory.Suspect ? StatedFacts.OrNone(person.LegalBasis) ?? StatedFacts.OrNone(batch.LegalBasis) ?? before?.LegalBasis ?? StatedFacts.OrNone(member?.Grounds.LegalBasis) : null,
        };
    }

    private PersonCategory CategoryOf(int row, in SubmittedPerson person, FamilyRole? role, PersonCategory? kept)
    {
        var stated = person.Category ?? batch.Category;
        if (kept is not null && stated is { } other && other != kept)
            answers.Refuse(row, IntakeCodes.CategoryChanged, $"'{person.Person}' is in the registry for another reason than this batch states; the reason of a submission never changes. Submit the person under a code of its own.");
        return kept ?? stated ?? (role is null or FamilyRole.Father or FamilyRole.Mother ? PersonCategory.SeekingParent : PersonCategory.VolunteerRelative);
    }

    // A comparison follows the place: where that leaves the sex open, what the profile says is of no use to it.
    private Sex SexOf(int row, in SubmittedPerson person, string? family, FamilyRole? role, ProfileFacts? before)
    {
        var stated = person.Sex;
        if (before is not null && before.Sex != Sex.Unknown && stated != Sex.Unknown && stated != before.Sex && !batch.IsCorrection)
        {
            answers.Warn(row, IntakeCodes.SexChanged, $"'{person.Person}' has another sex here than in the registry; the first was kept. Check for a swapped sample; submit the right one as a correction.");
            stated = before.Sex;
        }

        if (stated == Sex.Unknown && before is not null)
            stated = before.Sex;
        var placed = batch.Side == Side.Child ? null : roles.PlacedSexOf(person.Person, family, role);
        return placed is null || (stated != Sex.Unknown && placed != Sex.Unknown) ? stated : placed.Value;
    }

    // The reader has seen to those whom the file itself calls male.
    private byte[] Genotypes(int row, ProfileFacts facts)
    {
        byte[] genotypes = prepared.Genotypes[row];
        if (facts.Sex != Sex.Male)
            return genotypes;
        foreach (int locus in _xLoci)
        {
            var genotype = GenotypeBytes.At(genotypes, locus);
            if (genotype.IsMissing || genotype.IsSingle)
                continue;
            genotypes.AsSpan(GenotypeBytes.PerLocus * locus, GenotypeBytes.PerLocus).Clear();
            answers.Warn(row, IntakeCodes.MaleTwoAlleles, $"'{facts.Person}' is male and shows two alleles at {batch.Rows.Panel[locus].Name}, which lies on the X chromosome; the locus counts as not typed. Check role and sample.");
        }

        return genotypes;
    }
}
