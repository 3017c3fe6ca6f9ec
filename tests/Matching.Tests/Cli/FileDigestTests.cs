using System.Security.Cryptography;
using Matching.Cli.Model;

namespace Matching.Tests.Cli;

public class FileDigestTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(3_500_000)]
    public async Task The_digest_is_that_of_the_whole_file_while_the_file_is_read(int length)
    {
        byte[] content = RandomNumberGenerator.GetBytes(length);
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
            await using var stream = File.OpenRead(path);
            var digest = FileDigest.Start(stream);
            var read = new byte[length];
            await stream.ReadExactlyAsync(read, TestContext.Current.CancellationToken);
            Assert.Equal(content, read);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), await digest);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
