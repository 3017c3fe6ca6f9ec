using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Matching.Casework.Registry;
using Matching.Genetics.Markers;

namespace Matching.Casework.Intake;

/// <summary>What can be made of the rows of a batch before the registry is asked: bytes to keep, tags, counts of loci, the digest of the content.</summary>
internal sealed class PreparedRows
{
    private readonly ProfileTags _tags;

    private PreparedRows(ISubmittedRows rows, KeyedDigest digests)
    {
        Rows = rows;
        _tags = new ProfileTags(rows.Panel, digests);
        (Genotypes, Tags, Typed) = (new byte[rows.Count][], new byte[rows.Count][], new int[rows.Count]);
    }

    public ISubmittedRows Rows { get; }

    /// <summary>The genotypes as they are kept.</summary>
    public byte[][] Genotypes { get; }

    /// <summary>The tags; empty where too few loci are typed.</summary>
    public byte[][] Tags { get; }

    /// <summary>Typed loci that can be compared: autosomal and X.</summary>
    public int[] Typed { get; }

    /// <summary>Keyed digest of everything that decides what becomes of the batch.</summary>
    public byte[] Content { get; private set; } = [];

    public static PreparedRows Of(SubmittedBatch batch, KeyedDigest digests)
    {
        var prepared = new PreparedRows(batch.Rows, digests);
        bool[] compared = [.. batch.Rows.Panel.Loci.Select(l => l.Inheritance is Inheritance.Autosomal or Inheritance.X)];
        Parallel.For(0, batch.Rows.Count, new ParallelOptions { MaxDegreeOfParallelism = batch.Threads }, row => prepared.Prepare(row, compared));
        prepared.Content = prepared.ContentOf(batch, digests);
        return prepared;
    }

    private void Prepare(int row, bool[] compared)
    {
        var genotypes = Rows.GenotypesOf(row);
        int typed = 0;
        for (int l = 0; l < genotypes.Length; l++)
            typed += compared[l] && !genotypes[l].IsMissing ? 1 : 0;
        Typed[row] = typed;
        Genotypes[row] = GenotypeBytes.Of(genotypes);
        Tags[row] = _tags.Of(Genotypes[row]);
    }

    private byte[] ContentOf(SubmittedBatch batch, KeyedDigest digests)
    {
        using var hash = digests.Begin();
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        Write(buffer, $"{batch.Side} {batch.Category} {batch.IsCorrection}", batch.Laboratory, batch.Kit, batch.Case, batch.LegalBasis);
        foreach (var locus in Rows.Panel.Loci)
            Write(buffer, locus.Name);
        foreach (var (family, pedigree) in batch.Pedigrees.OrderBy(p => p.Key, StringComparer.Ordinal))
            Write(buffer, family, PedigreeRecord.Of(pedigree));
        foreach (string family in batch.RefusedPedigrees.Order(StringComparer.Ordinal))
            Write(buffer, family);
        for (int row = 0; row < Rows.Count; row++)
        {
            var person = Rows.PersonAt(row);
            Write(buffer, person.Person, person.Family, person.Role, person.Case, person.Sample, person.Quality, person.Kit, person.LegalBasis);
            buffer.GetSpan(2)[0] = (byte)person.Sex;
            buffer.GetSpan(2)[1] = person.Category is { } category ? (byte)(1 + (int)category) : (byte)0;
            buffer.Advance(2);
            BinaryPrimitives.WriteDoubleLittleEndian(buffer.GetSpan(sizeof(double)), person.DropOut ?? -1);
            buffer.Advance(sizeof(double));
            buffer.Write(Genotypes[row]);
            Flush(hash, buffer, 1 << 15);
        }

        Flush(hash, buffer, 0);
        return hash.GetHashAndReset();
    }

    private static void Flush(IncrementalHash hash, ArrayBufferWriter<byte> buffer, int from)
    {
        if (buffer.WrittenCount <= from)
            return;
        hash.AppendData(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
    }

    // Each text with its length, so that no two lists of texts look alike; -1 for none.
    private static void Write(ArrayBufferWriter<byte> buffer, params ReadOnlySpan<string?> texts)
    {
        foreach (string? text in texts)
        {
            int length = text is null ? -1 : Encoding.UTF8.GetByteCount(text);
            BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(sizeof(int)), length);
            buffer.Advance(sizeof(int));
            if (text is not null)
                Encoding.UTF8.GetBytes(text, buffer);
        }
    }
}
