using System.Text;
using Matching.Formats;

namespace Matching.Tests.Formats;

public class CellMemoryTests
{
    [Fact]
    public void A_text_is_recalled_as_what_it_was_kept_or_not_at_all()
    {
        var memory = new CellMemory<string>();
        var random = new Random(1);
        int recalled = 0;
        for (int i = 0; i < 200_000; i++)
        {
            string text = new([.. Enumerable.Range(0, random.Next(0, 20)).Select(_ => "1/."[random.Next(3)])]);
            byte[] cell = Encoding.UTF8.GetBytes(text);
            if (memory.TryRecall(cell, out string? kept))
            {
                Assert.Equal(text, kept);
                recalled++;
            }
            else
            {
                memory.Keep(cell, text);
            }
        }

        Assert.True(recalled > 10_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345678901234567")]
    public void Empty_and_long_texts_are_never_recalled(string text)
    {
        var memory = new CellMemory<int>();
        memory.Keep(Encoding.UTF8.GetBytes(text), 1);
        Assert.False(memory.TryRecall(Encoding.UTF8.GetBytes(text), out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5000)]
    public void A_hash_that_came_twice_is_never_missed(int count)
    {
        var random = new Random(count);
        ulong[] hashes = [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64())];
        var sieve = new HashSieve(count);
        foreach (ulong hash in hashes.Concat(hashes.Take(count / 2)))
            sieve.Add(hash);
        Assert.All(hashes.Take(count / 2), hash => Assert.True(sieve.IsLikelyTwice(hash)));
        Assert.True(hashes.Skip(count / 2).Count(sieve.IsLikelyTwice) <= count / 5);
    }
}
