using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Records;
using Matching.Casework.Registry;

namespace Matching.Casework.Desks;

/// <summary>Profiles with their genotypes, for those few who may read them.</summary>
/// <param name="book">The records.</param>
/// <param name="searches">The searches.</param>
public sealed class ProfileReading(RecordBook book, DeskSearches searches)
{
    /// <summary>The versions of a child's profile that an actor may read: a laboratory those that it typed, a reviewer all of them unless the child is sealed.</summary>
    /// <param name="child">Code of the child.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="stop">Stops.</param>
    /// <returns>Nothing where there is no such child, or the actor may not know of it.</returns>
    public async Task<IReadOnlyList<StoredProfile>> OfChildAsync(string child, Actor actor, CancellationToken stop = default)
    {
        // Of a child without a record nobody has said that no parent is a suspect.
        var owner = (await book.FindAsync<RescuedChild>(child, stop))?.Record.Owner() ?? new Ownership([], IsSealed: true);
        var others = actor with { Roles = [.. actor.Roles.Where(role => role != Role.Laboratory)] };
        return [.. (await searches.Store.ProfilesOfAsync(Side.Child, child, stop)).Where(version =>
            AccessRules.May(others, Permission.ReadGenotypes, owner) || AccessRules.May(actor, Permission.ReadGenotypes, OfLaboratory(version, owner.IsSealed)))];
    }

    private static Ownership OfLaboratory(StoredProfile version, bool isSealed) =>
        new(version.Profile.Facts.Laboratory is { } laboratory ? [laboratory] : [], isSealed);
}
