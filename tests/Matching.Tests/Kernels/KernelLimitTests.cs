namespace Matching.Tests.Kernels;

/// <summary>Sums around the limit, the ends of the code range, and tables that are all alike.</summary>
public sealed class KernelLimitTests
{
    public static TheoryData<string> Supported => [.. KernelTheories.SupportedNames];

    [Theory]
    [MemberData(nameof(Supported))]
    public void A_column_lives_up_to_254_and_dies_from_255_on(string name)
    {
        // Two rows: every pair of entries around the limit, half of it, and the ends.
        byte[] entries = [0, 1, 2, 126, 127, 128, 129, 252, 253, 254, 255];
        foreach (byte first in entries)
            foreach (byte second in entries)
                for (int probe = 1; probe <= 2; probe++)
                {
                    var given = new ScanCase(rows: 2, width: 512, queries: 1).WithProbes(probe);
                    Array.Fill(given.Tables, first, 0, 128);
                    Array.Fill(given.Tables, second, 128, 128);
                    ulong expected = first + second <= 254 ? ulong.MaxValue : 0;
                    Assert.All(given.AnswerOf(KernelTheories.Named(name)), word => Assert.Equal(expected, word));
                }
    }

    [Theory]
    [MemberData(nameof(Supported))]
    public void One_living_column_among_dead_ones_is_found_at_every_place(string name)
    {
        var given = new ScanCase(rows: 24, width: 1536, queries: 1);
        given.WithTables(11);
        for (int row = 0; row < given.Rows; row++)
            given.Tables[row * 128 + 77] = row < 14 ? (byte)10 : (byte)11;
        for (int probe = 1; probe <= 24; probe += 23)
            for (int column = 0; column < given.Width; column += 5)
            {
                // 14 x 10 + 10 x 11 = 250 for the chosen column, 24 x 11 = 264 for all others.
                Array.Clear(given.Codes);
                for (int row = 0; row < given.Rows; row++)
                    given.Codes[row * given.Width + column] = 77;
                var answer = given.WithProbes(probe).AnswerOf(KernelTheories.Named(name));
                Assert.Equal(1UL << column % 64, answer[column / 64]);
                Assert.Equal(1, answer.Sum(System.Numerics.BitOperations.PopCount));
            }
    }

    [Theory]
    [MemberData(nameof(Supported))]
    public void A_sum_stays_dead_however_many_rows_follow(string name)
    {
        var given = new ScanCase(rows: 256, width: 512, queries: 2);
        for (int probe = 1; probe <= 256; probe += 51)
        {
            Assert.All(given.WithTables(255).WithProbes(probe).AnswerOf(KernelTheories.Named(name)), word => Assert.Equal(0UL, word));
            Assert.All(given.WithTables(1).WithProbes(probe).AnswerOf(KernelTheories.Named(name)), word => Assert.Equal(0UL, word));
            Assert.All(given.WithTables(0).WithProbes(probe).AnswerOf(KernelTheories.Named(name)), word => Assert.Equal(ulong.MaxValue, word));
        }
    }

    [Theory]
    [MemberData(nameof(Supported))]
    public void Every_code_selects_its_own_entry(string name)
    {
        // One row whose entry is deadly for one code only.
        var given = new ScanCase(rows: 1, width: 512, queries: 1);
        for (int column = 0; column < given.Width; column++)
            given.Codes[column] = (byte)(column % 128);
        for (int deadly = 0; deadly < 128; deadly++)
        {
            given.WithTables(254).Tables[deadly] = 255;
            var answer = given.AnswerOf(KernelTheories.Named(name));
            for (int column = 0; column < given.Width; column++)
                Assert.Equal(column % 128 != deadly, (answer[column / 64] >> column % 64 & 1) != 0);
        }
    }

    [Theory]
    [MemberData(nameof(Supported))]
    public void The_last_two_codes_serve_as_padding_and_as_missing(string name)
    {
        var given = new ScanCase(rows: 24, width: 512, queries: 1).WithTables(30);
        for (int row = 0; row < 24; row++)
        {
            given.Tables[row * 128 + 126] = 255;
            given.Tables[row * 128 + 127] = 10;
        }

        for (int i = 0; i < given.Codes.Length; i++)
            given.Codes[i] = (byte)(126 + i % 2);
        Assert.All(given.AnswerOf(KernelTheories.Named(name)), word => Assert.Equal(0xAAAA_AAAA_AAAA_AAAAUL, word));
    }
}
