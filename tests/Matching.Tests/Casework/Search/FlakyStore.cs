using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Matching.Casework;
using Matching.Casework.Registry;

namespace Matching.Tests.Casework.Search;

/// <summary>A store whose connection breaks now and then: before an act, after it, or while profiles are read.</summary>
public class FlakyStore : DispatchProxy
{
    private object _target = new();
    private Func<int, bool> _breaks = _ => false;

    public static ICaseStore Of(ICaseStore store, Func<int, bool> breaks) => Of<ICaseStore>(store, breaks);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        bool isAct = targetMethod!.Name != nameof(IAsyncDisposable.DisposeAsync) && !targetMethod.IsSpecialName;
        if (isAct && _breaks(5))
            throw Lost();
        object? result;
        try
        {
            result = targetMethod.Invoke(_target, args);
        }
        catch (TargetInvocationException fault)
        {
            ExceptionDispatchInfo.Throw(fault.InnerException!);
            throw;
        }

        return result switch
        {
            Task<IClaimedTile?> claim => ClaimAsync(claim),
            // The answer is lost, the act is done.
            Task<bool> done when targetMethod.Name == nameof(IClaimedTile.CommitAsync) && _breaks(4) => LostAnswerAsync(done),
            IAsyncEnumerable<PackedProfile> profiles => BrokenAsync(profiles),
            _ => result,
        };
    }

    private static T Of<T>(T target, Func<int, bool> breaks)
        where T : class
    {
        var proxy = Create<T, FlakyStore>();
        ((FlakyStore)(object)proxy)._target = target;
        ((FlakyStore)(object)proxy)._breaks = breaks;
        return proxy;
    }

    private static CaseStoreException Lost() => new(CaseStoreCodes.Lost, "The connection was lost.");

    private async Task<IClaimedTile?> ClaimAsync(Task<IClaimedTile?> claim) => await claim is { } tile ? Of(tile, _breaks) : null;

    private static async Task<bool> LostAnswerAsync(Task<bool> done)
    {
        await done;
        throw Lost();
    }

    private async IAsyncEnumerable<PackedProfile> BrokenAsync(IAsyncEnumerable<PackedProfile> profiles, [EnumeratorCancellation] CancellationToken stop = default)
    {
        await foreach (var profile in profiles.WithCancellation(stop))
        {
            if (_breaks(12))
                throw Lost();
            yield return profile;
        }
    }
}
