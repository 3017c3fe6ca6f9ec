using System.Reflection;
using System.Reflection.Metadata;
using System.Text.RegularExpressions;
using Matching.Tests.Architecture.Reading;

namespace Matching.Tests.Architecture;

public class SourceTextTests
{
    private const int FileLimit = 300, MethodLimit = 40;

    // Without optimisation the braces of a body are steps of their own.
#if DEBUG
    private const int LinesOfShort = 6, LinesOfConstructor = 3;
#else
    private const int LinesOfShort = 4, LinesOfConstructor = 2;
#endif

    /// <summary>Files that may be longer, each with its reason.</summary>
    private static readonly string[] LongFiles = [];

    /// <summary>Methods that may be longer, each with its reason; kernel loops are the expected kind.</summary>
    private static readonly string[] LongMethods =
    [
        "Matching.Kernels.Avx512VbmiScanKernel.FirstAliveNarrow", // eight accumulators by name: an array of them spills to the stack
        "Matching.Kernels.Avx512VbmiScanKernel.FirstAliveWide", // sixteen, likewise
    ];

    private static readonly Regex Reminder = new(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK)\b|#\s*reg" + "ion", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    [Fact]
    public void Files_are_short() => Rule.Holds(
        $"No file under src is longer than {FileLimit} lines. What needs more is two ideas.",
        from file in Repository.Files("src", "*.cs")
        let lines = File.ReadLines(file).Count()
        where lines > FileLimit && !LongFiles.Contains(Repository.RelativeTo(file))
        select $"{Repository.RelativeTo(file)}: {lines} lines");

    [Fact]
    public void Methods_are_short() => Rule.Holds(
        $"No method under src has more than {MethodLimit} lines from its first statement to its last.",
        from project in SourceProject.All
        from method in LengthsOf(project.Assembly)
        where method.Lines > MethodLimit && !IsGenerated(method.File) && !LongMethods.Contains(method.Name)
        select $"src/{method.File}: {method.Name} has {method.Lines} lines");

    [Fact]
    public void Nothing_is_left_for_later_and_nothing_is_folded_away() => Rule.Holds(
        "No reminders to do or fix something and no regions: do it, or describe it in an issue.",
        from folder in new[] { "src", "tests", "benchmarks" }
        from file in Repository.Files(folder, "*.cs").Concat(Repository.Files(folder, "*.sql"))
        from line in File.ReadLines(file).Index()
        where Reminder.IsMatch(line.Item)
        select $"{Repository.RelativeTo(file)}:{line.Index + 1}");

    [Fact]
    public void A_method_is_measured_from_its_first_statement_to_its_last()
    {
        string bait = typeof(Bait).FullName!.Replace('+', '.');
        var lengths = LengthsOf(BuiltAssembly.OfTests).ToLookup(m => m.Name, m => m.Lines);
        Assert.Equal(LinesOfShort, Assert.Single(lengths[$"{bait}.{nameof(Bait.Short)}"]));
        Assert.Equal(LinesOfConstructor, Assert.Single(lengths[$"{bait}..ctor"]));
    }

    private static IEnumerable<(string Name, string File, int Lines)> LengthsOf(BuiltAssembly assembly) =>
        from statement in assembly.Statements()
        where !statement.File.Replace('\\', '/').Contains("/obj/", StringComparison.Ordinal)
        group statement by statement.Method into method
        let definition = assembly.Metadata.GetMethodDefinition(method.Key)
        where !IsTypeInitializer(definition)
        let start = EndOfFieldInitializers(assembly, definition)
        let points = method.Where(s => s.Point.Offset >= start).ToList()
        where points.Count > 0
        let type = MetadataNames.Of(assembly.Metadata, definition.GetDeclaringType())
        select (
            $"{type.ToString().Replace('+', '.')}.{assembly.Metadata.GetString(definition.Name)}",
            points[0].File.Replace('\\', '/').Split("/src/")[^1],
            points.Max(s => s.Point.EndLine) - points.Min(s => s.Point.StartLine) + 1);

    private static bool IsGenerated(string file) => file.EndsWith(".g.cs", StringComparison.Ordinal);

    private static bool IsTypeInitializer(MethodDefinition method) =>
        method.Attributes.HasFlag(MethodAttributes.Static | MethodAttributes.RTSpecialName);

    // A constructor begins with the initial values of the fields, wherever they stand, and calls another constructor after them.
    private static int EndOfFieldInitializers(BuiltAssembly assembly, MethodDefinition method)
    {
        if (!method.Attributes.HasFlag(MethodAttributes.RTSpecialName))
            return 0;
        foreach (var instruction in Instruction.Of(assembly.BodyOf(method)))
            if (instruction.Code == System.Reflection.Emit.OpCodes.Call && MemberNames.Of(assembly.Metadata, instruction.Named).StartsWith(".ctor/", StringComparison.Ordinal))
                return instruction.Offset;
        return 0;
    }

    private sealed class Bait
    {
        private readonly int _start = 1;

        public Bait(int more)
        {
            _start += more;
        }

        public int Short(int to)
        {
            int sum = _start;
            for (int i = 0; i < to; i++)
                sum += i;
            return sum;
        }
    }
}
