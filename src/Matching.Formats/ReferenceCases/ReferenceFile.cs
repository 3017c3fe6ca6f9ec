using System.Collections.Immutable;

namespace Matching.Formats.ReferenceCases;

/// <summary>What was read of one file: its cases in order, each readable or with the reason why not.</summary>
/// <param name="Name">The name the file was read under.</param>
/// <param name="Entries">One entry per case; a single one with a fault when the file as a whole could not be read.</param>
public sealed record ReferenceFile(string Name, ImmutableArray<ReferenceEntry> Entries);

/// <summary>One case of a file: either the case, or the fault that keeps it from being computed.</summary>
public sealed record ReferenceEntry
{
    private ReferenceEntry(string id, ReferenceCase? @case, ReferenceFault? fault) => (Id, Case, Fault) = (id, @case, fault);

    public string Id { get; }

    public ReferenceCase? Case { get; }

    public ReferenceFault? Fault { get; }

    public static ReferenceEntry Of(ReferenceCase readable) => new(readable.Id, readable, null);

    public static ReferenceEntry Of(string id, ReferenceFault fault) => new(id, null, fault);
}
