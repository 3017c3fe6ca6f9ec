using System.Buffers.Binary;
using Matching.Casework.Audit;
using Matching.Casework.Records;
using Matching.Casework.Registry;

namespace Matching.Storage;

/// <summary>What the audit says of a tile.</summary>
internal sealed record TileAct(long Run, int Model, SearchKind Kind, Rectangle Area, TileCounts Counts, int Hits, string HitsDigest)
{
    // Nobody in person: the search that the run's requester started.
    private const string Actor = "search";

    /// <summary>The act.</summary>
    public const string Act = "search.tile";

    private const int BytesOfHit = 5 * sizeof(int) + sizeof(double);

    public static AuditAct Of(TileResult result, KeyedDigest digests)
    {
        var tile = result.Tile;
        var details = new TileAct(tile.Run, tile.Model, tile.Kind, tile.Area, result.Counts, result.Hits.Count, DigestOf(result.Hits, digests));
        return new AuditAct(Actor, Act, $"run/{tile.Run}", RecordJson.Write(details));
    }

    /// <summary>What the searched tile counted, from the details of its entry.</summary>
    public static (TileCounts Counts, int Hits) Read(string details)
    {
        var act = RecordJson.Read<TileAct>(details);
        return (act.Counts, act.Hits);
    }

    /// <summary>Hits in the order of their key: the digest is taken in it, so that it can be taken again from the table.</summary>
    public static SearchHit[] InOrder(IEnumerable<SearchHit> hits) =>
        [.. hits.OrderBy(hit => hit.Child).ThenBy(hit => hit.Other).ThenBy(hit => hit.Member).ThenBy(hit => hit.Relation)];

    /// <summary>The digest of hits in the order of their key: per hit child, other, member, relation, loci and the ratio, little-endian.</summary>
    public static string DigestOf(IEnumerable<SearchHit> hits, KeyedDigest digests)
    {
        using var digest = digests.Begin();
        var bytes = new byte[BytesOfHit];
        foreach (var hit in hits)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, hit.Child);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), hit.Other);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), hit.Member);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), (int)hit.Relation);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), hit.Loci);
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(20), hit.Log10);
            digest.AppendData(bytes);
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
