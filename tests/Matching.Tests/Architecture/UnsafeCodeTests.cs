using System.Runtime.InteropServices;
using Matching.Tests.Architecture.Reading;

namespace Matching.Tests.Architecture;

public class UnsafeCodeTests
{
    private static readonly string[] RawTypes =
    [
        "System.Runtime.CompilerServices.Unsafe", "System.Runtime.InteropServices.MemoryMarshal", "System.Runtime.InteropServices.Marshal",
        "System.Runtime.InteropServices.NativeMemory", "System.Runtime.InteropServices.NativeLibrary", "System.Runtime.InteropServices.GCHandle",
        "System.Numerics.Vector", "System.Numerics.Vector`1",
    ];

    /// <summary>Calls into native code, each with its reason.</summary>
    private static readonly string[] NativeCalls =
    [
        "Matching.Kernels.AlignedBuffer: Advise", // asks the system for large pages; nothing depends on the answer
    ];

    [Fact]
    public void Raw_memory_and_wide_vectors_stay_in_Kernels() => Rule.Holds(
        "Intrinsics, pointers, Unsafe, MemoryMarshal and the like are named in Matching.Kernels only.",
        from project in SourceProject.All
        where project.Name != GroundPlan.Kernels
        from type in project.Assembly.Types
        from mention in type.Declaration().Concat(type.Bodies())
        where IsRaw(mention.Type)
        select $"{mention.Where}: {mention.Type} {mention.Member}");

    [Fact]
    public void The_unsafe_switch_is_on_in_Kernels_only() => Rule.Holds(
        "AllowUnsafeBlocks is true in Matching.Kernels only, and nothing else calls into native code.",
        SourceProject.All.Where(p => p.Name != GroundPlan.Kernels && (p.Assembly.IsUnsafe || p.Values("AllowUnsafeBlocks").Any())).Select(p => p.File)
            .Concat(from project in SourceProject.All
                    from type in project.Assembly.Types
                    from method in type.Methods
                    where !method.GetImport().Name.IsNil
                    let call = $"{type.Name}: {project.Assembly.Metadata.GetString(method.Name)}"
                    where !NativeCalls.Contains(call)
                    select call));

    [Fact]
    public void The_rule_sees_raw_memory_where_it_is_used()
    {
        var mentions = BuiltAssembly.OfTests.Types.SelectMany(type => type.Bodies());
        Assert.Contains(mentions, m => m.Where == $"{typeof(UnsafeCodeTests).FullName}.{nameof(Bait)}" && IsRaw(m.Type));
    }

    private static bool IsRaw(TypeName type) => type == TypeName.Pointer || type.IsIn("System.Runtime.Intrinsics") || RawTypes.Contains(type.ToString());

    private static int Bait(Span<byte> bytes) => MemoryMarshal.Read<int>(bytes);
}
