using System.Reflection;
using Matching.Casework;

namespace Matching.Api.Tests.Searches;

/// <summary>A registry whose first answers are faults that nobody foresaw; afterwards it is the one behind it.</summary>
public class BrokenStore : DispatchProxy
{
    private ICaseStore _behind = null!;
    private int _faults;

    /// <summary>Makes it.</summary>
    /// <param name="behind">The registry behind it.</param>
    /// <param name="faults">Faults before it answers.</param>
    public static ICaseStore Of(ICaseStore behind, int faults)
    {
        var proxy = Create<ICaseStore, BrokenStore>();
        var broken = (BrokenStore)(object)proxy;
        (broken._behind, broken._faults) = (behind, faults);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        Interlocked.Decrement(ref _faults) >= 0 ? throw new InvalidOperationException("nobody foresaw this") : targetMethod!.Invoke(_behind, args);
}
