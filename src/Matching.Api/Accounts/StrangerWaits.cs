using System.Collections.Concurrent;
using Matching.Casework.Access;

namespace Matching.Api.Accounts;

/// <summary>Waits of codes that no account has, the same as those of accounts: so that a wait does not tell which accounts there are. In memory alone.</summary>
internal sealed class StrangerWaits
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, (int Failures, DateTimeOffset Until)> _codes = new();

    public TimeSpan? WaitAt(string code, DateTimeOffset at) => _codes.TryGetValue(code, out var known) && known.Until > at ? known.Until - at : null;

    public void Fail(string code, DateTimeOffset at)
    {
        if (_codes.Count >= Most)
            _codes.Clear();
        _codes.AddOrUpdate(code, _ => (1, at), (_, known) => (known.Failures + 1, at + SignInWaits.After(known.Failures + 1)));
    }
}
