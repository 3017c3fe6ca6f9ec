using System.Buffers.Binary;
using System.Collections.Immutable;
using Matching.Casework.Registry;

namespace Matching.Storage;

/// <summary>A row of one of the tables of standing entries, with the text of its form.</summary>
internal sealed class StandingRow
{
    public int Number { get; init; }

    public int Part { get; init; }

    public string Form { get; init; } = string.Empty;

    public long Added { get; init; }

    public long? Retired { get; init; }

    public byte[] Members { get; init; } = [];

    public string Code { get; init; } = string.Empty;

    public string? Note { get; init; }

    /// <summary>The table of a list.</summary>
    public static string TableOf(StandingKind kind) => kind switch
    {
        StandingKind.Family => "standing_families",
        StandingKind.Item => "standing_items",
        StandingKind.Suspect => "standing_suspects",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The query for entries of a list; what restricts it is written behind it, the table being <c>s</c>.</summary>
    public static string SelectFrom(StandingKind kind) =>
        $"select s.number, s.part, f.content as form, s.added, s.retired, s.members, s.code, s.note from {TableOf(kind)} s join forms f on f.number = s.form";

    /// <summary>Numbers of members, four bytes each, little-endian.</summary>
    public static byte[] BytesOf(ImmutableArray<int> members)
    {
        var bytes = new byte[sizeof(int) * members.Length];
        for (int i = 0; i < members.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(sizeof(int) * i), members[i]);
        return bytes;
    }

    /// <inheritdoc cref="BytesOf"/>
    public static ImmutableArray<int> MembersOf(ReadOnlySpan<byte> bytes)
    {
        var members = ImmutableArray.CreateBuilder<int>(bytes.Length / sizeof(int));
        for (int at = 0; at < bytes.Length; at += sizeof(int))
            members.Add(BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]));
        return members.MoveToImmutable();
    }

    public StoredStanding ToStanding(StandingKind kind) =>
        new(Number, new StandingEntry(kind, Code, Part, Form, MembersOf(Members), Note), Added, Retired);
}
