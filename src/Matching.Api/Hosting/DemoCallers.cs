using System.Security.Cryptography;
using System.Text;
using Matching.Api.Security;
using Matching.Casework;
using Matching.Casework.Access;
using Matching.Casework.Desks;
using Matching.Casework.Records;

namespace Matching.Api.Hosting;

/// <summary>The people and the machines of a demonstration. Everybody may know their passwords and keys: they protect nothing.</summary>
/// <param name="store">The registry.</param>
/// <param name="clock">The clock.</param>
internal sealed class DemoCallers(ICaseStore store, TimeProvider clock)
{
    /// <summary>The password of everybody in the demonstration; no one-time code is asked there.</summary>
    public const string Password = "matching demonstration";

    private static readonly (string Code, string? Unit, Role Role)[] People =
    [
        ("demo-police", DemoCasework.Unit, Role.PoliceUnit),
        ("demo-officer", DemoCasework.Unit, Role.CaseOfficer),
        ("demo-reviewer-1", null, Role.Reviewer),
        ("demo-reviewer-2", null, Role.Reviewer),
        ("demo-reviewer-3", null, Role.Reviewer),
        ("demo-protection", null, Role.ChildProtection),
        ("demo-guardian", DemoCasework.Guardian, Role.GuardianBody),
        ("demo-home", DemoCasework.Guardian, Role.WelfareHome),
        ("demo-auditor", null, Role.Auditor),
        ("demo-administrator", null, Role.Administrator),
    ];

    private static readonly (string Code, string? Unit, Role Role)[] Machines =
    [
        ("demo-key-laboratory", DemoCasework.Laboratory, Role.Laboratory),
        ("demo-key-police", DemoCasework.Unit, Role.PoliceUnit),
        ("demo-key-protection", null, Role.ChildProtection),
        ("demo-key-auditor", null, Role.Auditor),
    ];

    /// <summary>True when they have been entered, the last one included.</summary>
    public async Task<bool> AreThereAsync() => await store.FindRecordAsync(new RecordKey(RecordKind.ApiKey, Machines[^1].Code)) is not null;

    /// <summary>Enters them, all in one change.</summary>
    public async Task AddAsync(Passwords passwords)
    {
        var now = clock.GetUtcNow();
        string hash = passwords.Hash(Password);
        await using var change = await new RecordBook(store).BeginAsync();
        foreach (var (code, unit, role) in People)
            await change.AddAsync(Account.Open(code, unit, [role], hash, Actor.System.Code, now).Then(account => account.ChoosePassword(hash)).Value);
        ApiKey? last = null;
        foreach (var (code, unit, role) in Machines)
            await change.AddAsync(last = ApiKey.Issue(code, unit, [role], [], KeyText.DigestOf(KeyOf(code).Secret), now.AddDays(ApiKey.LongestDays), Actor.System.Code, now).Value);
        await change.CommitAsync("demo.callers", last!, Actor.System, now);
    }

    /// <summary>The key of a machine of the demonstration.</summary>
    public static KeyText KeyOf(string code) => new(code, System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"demonstration {code}"))));

    /// <summary>Prints who may call. On the error stream: the other one belongs to the log.</summary>
    public static void Print(string url)
    {
        var text = new StringBuilder()
            .AppendLine($"Demonstration at {url}, explorer at {url}/docs. Everybody may know what follows; never enter real data here.")
            .AppendLine($"People sign in with POST /api/v1/session and the password '{Password}':");
        foreach (var (code, _, role) in People)
            text.AppendLine($"  {role,-16} {code}");
        text.AppendLine("Machines send Authorization: Bearer KEY:");
        foreach (var (code, _, role) in Machines)
            text.AppendLine($"  {role,-16} {KeyOf(code).Written()}");
        Console.Error.Write(text);
    }
}
