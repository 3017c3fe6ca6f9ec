using Matching.Casework.Audit;

namespace Matching.Tests.Casework.Audit;

public class AuditVerificationTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public async Task A_whole_chain_is_whole_with_and_without_an_anchor()
    {
        var chain = Chain(5);
        Assert.Null((await VerifyAsync(chain, End(chain))).Fault);
        Assert.Null((await VerifyAsync(chain, End(chain), End(chain[..3]))).Fault);
        Assert.Equal(0, (await VerifyAsync([], new AuditAnchor(0, AuditChain.Beginning))).Entries);
    }

    [Fact]
    public async Task Entries_added_while_it_is_checked_are_no_fault()
    {
        var chain = Chain(5);
        Assert.Null((await VerifyAsync(chain, End(chain[..3]))).Fault);
    }

    [Fact]
    public async Task A_changed_entry_is_named()
    {
        var chain = Chain(5);
        var forged = chain.ToArray();
        forged[2] = forged[2] with { Act = forged[2].Act with { Actor = "nobody" } };
        await HasFaultAsync(forged, End(chain), 3, AuditCodes.Changed);
    }

    [Fact]
    public async Task A_removed_entry_is_named()
    {
        var chain = Chain(5);
        await HasFaultAsync([.. chain[..2], .. chain[3..]], End(chain), 3, AuditCodes.Missing);
    }

    [Fact]
    public async Task Entries_put_elsewhere_are_named()
    {
        var chain = Chain(5);
        await HasFaultAsync([chain[0], chain[2], chain[1], .. chain[3..]], End(chain), 2, AuditCodes.Missing);
        var renumbered = chain.ToArray();
        (renumbered[1], renumbered[2]) = (chain[2] with { Number = 2 }, chain[1] with { Number = 3 });
        await HasFaultAsync(renumbered, End(chain), 2, AuditCodes.Changed);
    }

    [Fact]
    public async Task Entries_cut_off_are_named()
    {
        var chain = Chain(5);
        await HasFaultAsync(chain[..3], End(chain), 4, AuditCodes.CutOff);
    }

    [Fact]
    public async Task A_chain_made_anew_after_a_change_does_not_fit_what_was_written_down()
    {
        var chain = Chain(5);
        var anew = Chain(5, changed: 2);
        await HasFaultAsync(anew, End(chain), 5, AuditCodes.OtherAnchor);
        await HasFaultAsync(anew, End(anew), 3, AuditCodes.OtherAnchor, End(chain[..3]));
        await HasFaultAsync([.. chain[..3], .. anew[3..]], End(anew), 4, AuditCodes.Unlinked);
        await HasFaultAsync(anew[..4], End(anew[..4]), 5, AuditCodes.CutOff, End(chain));
    }

    private static async Task HasFaultAsync(AuditEntry[] entries, AuditAnchor end, long number, string code, AuditAnchor? outside = null)
    {
        var fault = (await VerifyAsync(entries, end, outside)).Fault;
        Assert.Equal((number, code), (fault?.Number, fault?.Code));
    }

    private static Task<AuditVerdict> VerifyAsync(AuditEntry[] entries, AuditAnchor end, AuditAnchor? outside = null) =>
        AuditVerification.RunAsync(entries.ToAsyncEnumerable(), end, outside, TestContext.Current.CancellationToken);

    private static AuditEntry[] Chain(int length, int changed = -1)
    {
        var chain = new List<AuditEntry>();
        for (int i = 0; i < length; i++)
            chain.Add(AuditChain.After(End([.. chain]), Now.AddSeconds(i), new AuditAct(i == changed ? "other" : "tester", "test", $"S{i}")));
        return [.. chain];
    }

    private static AuditAnchor End(AuditEntry[] chain) => chain.Length == 0 ? new AuditAnchor(0, AuditChain.Beginning) : new AuditAnchor(chain[^1].Number, chain[^1].Hash);
}
