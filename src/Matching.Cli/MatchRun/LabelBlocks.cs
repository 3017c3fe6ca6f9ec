using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Matching.Cli.MatchRun;

/// <summary>Writes blocks one after the other, each a length in bytes and its content, filled up to a multiple of four; little-endian.</summary>
internal sealed class LabelBlockWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>Everything written so far.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    /// <summary>Whole numbers of four bytes.</summary>
    public void Numbers(IReadOnlyCollection<int> numbers)
    {
        Write(checked(numbers.Count * sizeof(int)));
        foreach (int number in numbers)
            Write(number);
    }

    /// <summary>Whole numbers of two bytes.</summary>
    public void Halves(int count, IEnumerable<ushort> numbers)
    {
        Write(checked(count * sizeof(ushort)));
        foreach (ushort number in numbers)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_bytes.GetSpan(sizeof(ushort)), number);
            _bytes.Advance(sizeof(ushort));
        }

        Fill();
    }

    /// <summary>Texts: their number, where each begins and the last ends, and the UTF-8.</summary>
    public void Texts(IReadOnlyCollection<string> texts)
    {
        long length = texts.Sum(t => (long)Encoding.UTF8.GetByteCount(t));
        Write(checked((int)(length + (texts.Count + 2) * sizeof(int))));
        Write(texts.Count);
        int end = 0;
        Write(end);
        foreach (string text in texts)
            Write(end += Encoding.UTF8.GetByteCount(text));
        foreach (string text in texts)
            Encoding.UTF8.GetBytes(text, _bytes);
        Fill();
    }

    /// <summary>Blocks that were written before.</summary>
    public void Blocks(ReadOnlySpan<byte> blocks) => _bytes.Write(blocks);

    private void Write(int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(sizeof(int)), number);
        _bytes.Advance(sizeof(int));
    }

    private void Fill()
    {
        while (_bytes.WrittenCount % sizeof(int) != 0)
            _bytes.Write("\0"u8);
    }
}

/// <summary>Reads blocks in the order in which they were written; nothing is decoded before it is asked for.</summary>
internal sealed class LabelBlockReader(ReadOnlyMemory<byte> bytes)
{
    private int _at;

    /// <summary>The blocks read so far.</summary>
    public ReadOnlyMemory<byte> Passed => bytes[.._at];

    public NumberColumn Numbers() => new(Next());

    public HalfColumn Halves() => new(Next());

    public TextColumn Texts() => new(Next());

    private ReadOnlyMemory<byte> Next()
    {
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[_at..]);
        var block = bytes.Slice(_at + sizeof(int), length);
        _at += sizeof(int) + ((length + sizeof(int) - 1) & -sizeof(int));
        return block;
    }
}

/// <summary>Numbers of four bytes.</summary>
internal readonly struct NumberColumn(ReadOnlyMemory<byte> bytes)
{
    public int Count => bytes.Length / sizeof(int);

    public int this[int index] => BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[(index * sizeof(int))..]);
}

/// <summary>Numbers of two bytes.</summary>
internal readonly struct HalfColumn(ReadOnlyMemory<byte> bytes)
{
    public ushort this[int index] => BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span[(index * sizeof(ushort))..]);
}

/// <summary>Texts, decoded one at a time.</summary>
internal readonly struct TextColumn(ReadOnlyMemory<byte> bytes)
{
    private readonly NumberColumn _numbers = new(bytes);

    public int Count => _numbers[0];

    public string this[int index]
    {
        get
        {
            int first = (Count + 2) * sizeof(int), from = _numbers[1 + index], to = _numbers[2 + index];
            return Encoding.UTF8.GetString(bytes.Span[(first + from)..(first + to)]);
        }
    }

    /// <summary>All of them.</summary>
    public IEnumerable<string> All()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }
}
