using Matching.Tests.Architecture.Reading;

namespace Matching.Tests.Architecture;

/// <summary>What the mathematics may not know: files, network, console, environment, clock, chance of its own, async.</summary>
public class PurityTests
{
    private static readonly string[] WorldNamespaces = ["System.IO", "System.Net", "Microsoft.Win32", "System.Threading.Channels"];

    private static readonly string[] WorldTypes =
    [
        "System.Console", "System.TimeProvider", "System.AppContext", "System.IAsyncDisposable",
        "System.Diagnostics.Process", "System.Diagnostics.ProcessStartInfo", "System.Diagnostics.Stopwatch",
        "System.Security.Cryptography.RandomNumberGenerator",
    ];

    // The compiler asks for the thread in every iterator, so the type Environment alone says nothing.
    private static readonly string[] HarmlessEnvironment = ["", "get_CurrentManagedThreadId/0"];

    private static readonly string[] ClockAndChance =
    [
        "System.DateTime.get_Now/0", "System.DateTime.get_UtcNow/0", "System.DateTime.get_Today/0",
        "System.DateTimeOffset.get_Now/0", "System.DateTimeOffset.get_UtcNow/0",
        "System.Random.get_Shared/0", "System.Random..ctor/0", "System.Guid.NewGuid/0", "System.Guid.CreateVersion7/0",
    ];

    private static readonly string[] ParallelTypes = ["Parallel", "ParallelOptions", "ParallelLoopState", "ParallelLoopResult"];

    [Fact]
    public void The_mathematics_touches_nothing_of_the_outside_world() => Rule.Holds(
        "Genetics, Kernels and Engine name no file, network, console, environment, clock, own chance or async type; only Engine has threads. Hand in what is needed.",
        from project in SourceProject.Named(GroundPlan.Genetics, GroundPlan.Kernels, GroundPlan.Engine)
        from mention in Mentions(project.Assembly)
        where IsWorld(mention, mayRunThreads: project.Name == GroundPlan.Engine)
            && !(project.Name == GroundPlan.Kernels && IsKernelChoice(mention))
        select $"{mention.Where}: {mention.Type} {mention.Member}");

    [Fact]
    public void The_rule_sees_files_clocks_and_tasks_where_they_are_used()
    {
        string[] seen = [.. Mentions(BuiltAssembly.OfTests).Where(m => IsWorld(m, mayRunThreads: false)).Select(m => $"{m.Where} {m.Type}")];
        string bait = typeof(Bait).FullName!;
        Assert.Contains($"{bait}.Read System.IO.File", seen);
        Assert.Contains($"{bait}.Now System.DateTime", seen);
        Assert.Contains($"{bait}.Wait System.Threading.Tasks.Task", seen);
        Assert.Contains($"{bait}.Draw System.Random", seen);
        Assert.Contains($"{bait}.Variable System.Environment", seen);
        Assert.DoesNotContain($"{bait}.Count System.Environment", seen);
    }

    private static IEnumerable<Mention> Mentions(BuiltAssembly assembly) => assembly.Types.SelectMany(type => type.Declaration().Concat(type.Bodies()));

    private static bool IsWorld(Mention mention, bool mayRunThreads)
    {
        var type = mention.Type;
        string name = type.ToString();
        if (Array.Exists(WorldNamespaces, type.IsIn) || WorldTypes.Contains(name) || ClockAndChance.Contains($"{name}.{mention.Member}"))
            return true;
        if (name == "System.Environment")
            return !HarmlessEnvironment.Contains(mention.Member);
        // Every delegate declares BeginInvoke, which names IAsyncResult and is never called.
        if ((type.Name.StartsWith("IAsync", StringComparison.Ordinal) && type.Name != nameof(IAsyncResult)) || (type.Namespace == "System.Runtime.CompilerServices" && type.Name.StartsWith("Async", StringComparison.Ordinal)))
            return true;
        if (type.IsIn("System.Threading.Tasks"))
            return !(mayRunThreads && ParallelTypes.Contains(type.Name));
        return type.IsIn("System.Threading") && !mayRunThreads && type.Name != nameof(LazyThreadSafetyMode);
    }

    // One variable may force a kernel.
    private static bool IsKernelChoice(Mention mention) =>
        mention.Where.StartsWith("Matching.Kernels.ScanKernels.", StringComparison.Ordinal) && mention.Member == "GetEnvironmentVariable/1";

    private static class Bait
    {
        public static string Read(string path) => File.ReadAllText(path);

        public static DateTime Now() => DateTime.UtcNow;

        public static async Task Wait() => await Task.Yield();

        public static int Draw() => new Random().Next();

        public static string? Variable() => Environment.GetEnvironmentVariable("PATH");

        public static IEnumerable<int> Count()
        {
            yield return 1;
        }
    }
}
