using System.Buffers.Binary;
using System.Text;
using Matching.Casework.Records;

namespace Matching.Storage.Keys;

/// <summary>Where an encrypted field stands. It is authenticated with the field, so that a field moved elsewhere cannot be read.</summary>
internal readonly record struct FieldPlace(string Table, int Kind, string Code, int Version)
{
    /// <summary>The body of a version of a record.</summary>
    public static FieldPlace OfRecord(RecordKey key, int version) => new("records", (int)key.Kind, key.Code, version);

    /// <summary>The outcome of a submission.</summary>
    public static FieldPlace OfSubmission(string key) => new("submissions", 0, key, 1);

    /// <summary>The proof that keys belong to a registry.</summary>
    public static FieldPlace OfKeyCheck => new("registry", 0, "key_check", 1);

    /// <summary>Kind, version, the length of the table's name, its name, and the code.</summary>
    public byte[] ToBytes()
    {
        int table = Encoding.UTF8.GetByteCount(Table);
        var bytes = new byte[3 * sizeof(int) + table + Encoding.UTF8.GetByteCount(Code)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Kind);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(sizeof(int)), Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(2 * sizeof(int)), table);
        Encoding.UTF8.GetBytes(Table, bytes.AsSpan(3 * sizeof(int)));
        Encoding.UTF8.GetBytes(Code, bytes.AsSpan(3 * sizeof(int) + table));
        return bytes;
    }
}
