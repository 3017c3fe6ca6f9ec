using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Engine.Store;
using Matching.Genetics.Pedigrees;

namespace Matching.Scale.Searching;

/// <summary>Relatives of a store as the families of a search.</summary>
internal static class Families
{
    /// <summary>Everybody in one role, as the index stood at each of some sizes.</summary>
    public static FamilySnapshot[] OfRole(ProfileStore relatives, FamilyRole role, params int[] sizes)
    {
        var index = new FamilyIndex(relatives);
        var snapshots = new List<FamilySnapshot>();
        int row = 0;
        foreach (int size in sizes)
        {
            for (; row < size; row++)
                index.Add(SearchFamily.Of(role, row));
            snapshots.Add(index.Snapshot());
        }

        return [.. snapshots];
    }

    /// <summary>The first families of neighbouring rows in these roles.</summary>
    public static FamilySnapshot OfRoles(ProfileStore relatives, int count, params FamilyRole[] roles)
    {
        var shape = FamilyShape.Of(roles);
        return FamilyIndex.Of(relatives, Enumerable.Range(0, count).Select(f => new SearchFamily(shape, [.. Enumerable.Range(f * roles.Length, roles.Length)])));
    }

    public static FamilySnapshot Couples(ProfileStore relatives, int count) => OfRoles(relatives, count, FamilyRole.Father, FamilyRole.Mother);
}
