using Matching.Casework.Audit;
using Matching.Casework.Registry;

namespace Matching.Storage;

/// <summary>The rectangle of a row of <c>tiles</c> or <c>coverage</c>.</summary>
internal abstract class AreaRow
{
    /// <summary>What is selected for it.</summary>
    public const string AreaColumns = "model, kind, child_from as ChildFrom, child_to as ChildTo, other_from as OtherFrom, other_to as OtherTo, run";

    public int Model { get; init; }

    public int Kind { get; init; }

    public int ChildFrom { get; init; }

    public int ChildTo { get; init; }

    public int OtherFrom { get; init; }

    public int OtherTo { get; init; }

    public long Run { get; init; }

    protected Rectangle Area => new(ChildFrom, ChildTo, OtherFrom, OtherTo);
}

/// <summary>A row of <c>tiles</c>.</summary>
internal sealed class TileRow : AreaRow
{
    public const string Columns = $"number, later, {AreaColumns}";

    public long Number { get; init; }

    /// <summary>1 for work that gives way to the searches of what is new.</summary>
    public int Later { get; init; }

    public Tile ToTile() => new(Number, Run, Model, (SearchKind)Kind, Area);
}

/// <summary>A row of <c>coverage</c>.</summary>
internal sealed class CoverageRow : AreaRow
{
    public const string Columns =
        $"{AreaColumns}, at, active_children as ActiveChildren, active_others as ActiveOthers, pairs, rescored, in_part as InPart, kernel";

    public long Number { get; init; }

    public long At { get; init; }

    public int ActiveChildren { get; init; }

    public int ActiveOthers { get; init; }

    public long Pairs { get; init; }

    public long Rescored { get; init; }

    public int InPart { get; init; }

    public string Kernel { get; init; } = string.Empty;

    public Coverage ToCoverage() =>
        new(Model, (SearchKind)Kind, Area, Run, AuditChain.FromMicroseconds(At), new TileCounts(ActiveChildren, ActiveOthers, Pairs, Rescored, InPart, Kernel));
}

/// <summary>A row of <c>runs</c>, with the tiles that wait.</summary>
internal sealed class RunRow
{
    /// <summary>Everything up to the conditions.</summary>
    public const string Select = """
        select r.number, r.model, r.reason, r.requested_by as RequestedBy, r.started, r.change, r.children, r.relatives, r.families, r.items, r.suspects, r.engine,
            r.tiles, (select count(*) from tiles t where t.run = r.number) as waiting, r.finished, r.paused
        from runs r
        """;

    public long Number { get; init; }

    public int Model { get; init; }

    public int Reason { get; init; }

    public string RequestedBy { get; init; } = string.Empty;

    public long Started { get; init; }

    public long Change { get; init; }

    public int Children { get; init; }

    public int Relatives { get; init; }

    public int Families { get; init; }

    public int Items { get; init; }

    public int Suspects { get; init; }

    public string Engine { get; init; } = string.Empty;

    public int Tiles { get; init; }

    public int Waiting { get; init; }

    public long? Finished { get; init; }

    public int Paused { get; init; }

    public SearchRun ToRun() => new(
        Number,
        Model,
        (RunReason)Reason,
        RequestedBy,
        AuditChain.FromMicroseconds(Started),
        new RegistryPosition(Change, Children, Relatives, Families, Items, Suspects),
        Engine,
        Tiles,
        Waiting,
        Finished is { } finished ? AuditChain.FromMicroseconds(finished) : null)
    {
        IsPaused = Paused == 1,
    };
}

/// <summary>A row of <c>hits</c>.</summary>
internal sealed class HitRow
{
    public const string Columns = "child, other, member, relation, log10, loci";

    public int Child { get; init; }

    public int Other { get; init; }

    public int Member { get; init; }

    public int Relation { get; init; }

    public double Log10 { get; init; }

    public int Loci { get; init; }

    public SearchHit ToHit() => new(Child, Other, Member, (HitRelation)Relation, Log10, Loci);
}

/// <summary>A row of <c>models</c>.</summary>
internal sealed class ModelRow
{
    public int Number { get; init; }

    public string Name { get; init; } = string.Empty;

    public string Document { get; init; } = string.Empty;

    public byte[] Digest { get; init; } = [];

    public int Active { get; init; }

    public StoredModel ToModel() => new(Number, Name, Document, Digest, Active == 1);
}
