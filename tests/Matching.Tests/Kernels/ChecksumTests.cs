using Matching.Kernels;

namespace Matching.Tests.Kernels;

/// <summary>CRC-32C as RFC 3720 gives it, four at a time like one by one.</summary>
public sealed class ChecksumTests
{
    // RFC 3720, appendix B.4; the last is the usual check value of the polynomial.
    [Fact]
    public void Published_sums_come_out()
    {
        Assert.Equal(0x8A9136AAu, Checksum.Of(new byte[32]));
        Assert.Equal(0x62A8AB43u, Checksum.Of([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0x46DD794Eu, Checksum.Of([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        Assert.Equal(0xE3069283u, Checksum.Of("123456789"u8));
        Assert.Equal(0u, Checksum.Of([]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(4096)]
    public void Four_together_are_four_alone(int length)
    {
        var random = new Random(length);
        byte[][] pieces = [.. Enumerable.Range(0, 4).Select(_ => new byte[length])];
        Array.ForEach(pieces, random.NextBytes);
        Assert.Equal((Checksum.Of(pieces[0]), Checksum.Of(pieces[1]), Checksum.Of(pieces[2]), Checksum.Of(pieces[3])), Checksum.Of(pieces[0], pieces[1], pieces[2], pieces[3]));
        Assert.Throws<ArgumentException>(() => Checksum.Of(pieces[0], pieces[1], pieces[2], new byte[length + 1]));
    }
}
