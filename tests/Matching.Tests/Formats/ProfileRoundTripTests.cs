using FsCheck;
using FsCheck.Fluent;
using Matching.Formats;

namespace Matching.Tests.Formats;

public class ProfileRoundTripTests
{
    [Fact]
    public void Random_table_written_in_any_shape_is_read_back_equal() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => AllShapesAgree(seed)).QuickCheckThrowOnFailure();

    private static bool AllShapesAgree(int seed)
    {
        var table = new RandomTable(seed);
        foreach (var (shape, text) in table.Texts())
        {
            var result = Reading.Profiles(text);
            Assert.True(result.Success, shape);
            Assert.True(result.Findings.All(finding => finding.Code is FindingCodes.ProfileNothingTyped or FindingCodes.ProfileSameUnderTwoIds or FindingCodes.ProfileDecimalComma), $"{shape}: {string.Join('\n', result.Findings)}");
            Assert.True(table.Expected.SequenceEqual(Reading.Lines(result.Value)), $"{shape}\n{text}");
        }

        return true;
    }
}
