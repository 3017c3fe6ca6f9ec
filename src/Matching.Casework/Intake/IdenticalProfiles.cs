using System.Diagnostics.CodeAnalysis;
using Matching.Casework.Registry;

namespace Matching.Casework.Intake;

/// <summary>Finds persons whose profile equals that of another person, within a batch and in the registry. Both are kept, both are told.</summary>
internal static class IdenticalProfiles
{
    private const string WhatToDo = "Both were kept. The same person under two codes, a sample taken twice, or identical twins: find out which.";

    public static async Task FindAsync(IRegistryChange change, SubmittedBatch batch, IReadOnlyList<NewVersion> versions, RowAnswers answers, CancellationToken stop)
    {
        var firstOf = new Dictionary<byte[], NewVersion>(versions.Count, ByContent.Instance);
        foreach (var version in versions)
        {
            if (version.Profile.Tag.Length == 0 || firstOf.TryAdd(version.Profile.Tag, version))
                continue;
            var first = firstOf[version.Profile.Tag];
            answers.Warn(version.Row, IntakeCodes.Identical, Text(version.Profile.Facts.Person, first.Profile.Facts.Person, "in this batch"));
            answers.Warn(first.Row, IntakeCodes.Identical, Text(first.Profile.Facts.Person, version.Profile.Facts.Person, "in this batch"));
        }

        if (firstOf.Count == 0)
            return;
        foreach (var side in (Side[])[Side.Child, Side.Relative])
        {
            if (change.Position.ProfilesOf(side) == 0)
                continue;
            foreach (var (tag, person) in await change.PersonsByTagAsync(side, firstOf.Keys, stop).ConfigureAwait(false))
                if (firstOf[tag] is var version && (side != batch.Side || person != version.Profile.Facts.Person) && await MayTellAsync(change, batch, side, person, stop).ConfigureAwait(false))
                    TellBoth(version, person, side, answers);
        }
    }

    // A child with the profile of an item, or of a relative, is a hit, and those in charge find it in their lists. A laboratory learns of no hit but between those that it typed itself.
    private static async Task<bool> MayTellAsync(IRegistryChange change, SubmittedBatch batch, Side side, string person, CancellationToken stop) =>
        side == batch.Side || batch.Laboratory is null
        || (await change.ActiveProfilesAsync(side, [person], stop).ConfigureAwait(false)).Any(profile => profile.Profile.Facts.Laboratory == batch.Laboratory);

    private static void TellBoth(NewVersion version, string person, Side side, RowAnswers answers)
    {
        string code = version.Profile.Facts.Person;
        string there = $"among the {(side == Side.Child ? "children" : "relatives")} of the registry";
        answers.Warn(version.Row, IntakeCodes.Identical, Text(code, person, there));
        answers.AddElsewhere(FindingSeverity.Warning, IntakeCodes.Identical, person, $"The profile of '{person}' {there} equals that of '{code}' in this batch. {WhatToDo}");
    }

    private static string Text(string one, string other, string where) => $"The profile of '{one}' equals that of '{other}' {where}. {WhatToDo}";

    private sealed class ByContent : IEqualityComparer<byte[]>
    {
        public static readonly ByContent Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        // A keyed digest is evenly spread: any four bytes will do.
        public int GetHashCode([DisallowNull] byte[] obj) => BitConverter.ToInt32(obj, 0);
    }
}
