using System.Text;
using Matching.Api.Security;

namespace Matching.Api.Tests.Security;

public class OneTimeCodeTests
{
    // RFC 6238, appendix B: the secret is these twenty characters; of its eight digits the last six.
    private static readonly string Secret = Convert.ToHexStringLower(Encoding.ASCII.GetBytes("12345678901234567890"));

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        Assert.Equal(code, OneTimeCode.Of(Secret, OneTimeCode.StepAt(at)));
        Assert.Equal(OneTimeCode.StepAt(at), OneTimeCode.StepOf(Secret, code, at));
    }

    [Fact]
    public void A_clock_may_be_one_step_off_and_no_more()
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(1111111109);
        Assert.Equal([true, true, true, false, false], new[] { 0, 30, -30, 60, -60 }.Select(off => OneTimeCode.StepOf(Secret, "081804", at.AddSeconds(off)) is not null));
        Assert.Null(OneTimeCode.StepOf(Secret, "", at));
        Assert.Null(OneTimeCode.StepOf(Secret, "٠٨١٨٠٤", at));
    }

    // RFC 4648, section 10: "fooba"; secrets are of whole groups of five bytes.
    [Fact]
    public void A_secret_is_typed_in_base32() => Assert.Equal("MZXW6YTB", OneTimeCode.Typed(Convert.ToHexStringLower("fooba"u8)));

    [Fact]
    public void An_authenticator_reads_who_and_what() =>
        Assert.Equal("otpauth://totp/Matching:anna?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Matching&algorithm=SHA1&digits=6&period=30", OneTimeCode.UriOf("anna", Secret));
}
