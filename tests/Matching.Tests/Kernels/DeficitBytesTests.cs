using Matching.Kernels;

namespace Matching.Tests.Kernels;

/// <summary>The byte tables equal the formula, entry by entry.</summary>
public sealed class DeficitBytesTests
{
    [Fact]
    public void Every_entry_is_the_deficit_scaled_rounded_down_and_capped()
    {
        var random = new Random(3);
        var deficits = new ushort[QueryBatch.TableSize];
        var table = new byte[QueryBatch.TableSize];
        foreach (ushort factor in (ushort[])[0, 1, 255, 256, 257, 4000, 32768, ushort.MaxValue])
        {
            for (int i = 0; i < deficits.Length; i++)
                deficits[i] = (ushort)(i % 9 == 0 ? DeficitBytes.Impossible : random.Next(1 << random.Next(17)));
            DeficitBytes.Write(deficits, factor, table);
            for (int i = 0; i < table.Length; i++)
                Assert.Equal(deficits[i] == DeficitBytes.Impossible ? byte.MaxValue : (byte)Math.Min(255, (long)deficits[i] * factor >> 16), table[i]);
        }
    }

    [Fact]
    public void Tables_of_another_length_are_refused()
    {
        Assert.Throws<ArgumentException>(() => DeficitBytes.Write(new ushort[127], 1, new byte[128]));
        Assert.Throws<ArgumentException>(() => DeficitBytes.Write(new ushort[128], 1, new byte[129]));
    }
}
