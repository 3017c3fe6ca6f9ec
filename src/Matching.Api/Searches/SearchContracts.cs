using Matching.Casework.Registry;

namespace Matching.Api.Searches;

/// <summary>A model in short.</summary>
/// <param name="Number">Its number, from 1 on.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Digest">SHA-256 of its document, in hexadecimal digits.</param>
public sealed record ModelName(int Number, string Name, string Digest)
{
    internal static ModelName Of(StoredModel model) => new(model.Number, model.Name, Convert.ToHexStringLower(model.Digest));
}

/// <summary>The registry as it stood.</summary>
/// <param name="Change">Number of the last change.</param>
/// <param name="Children">Versions of children's profiles so far, the retired ones included.</param>
/// <param name="Relatives">Versions of relatives' profiles so far.</param>
/// <param name="Families">Entries of families so far.</param>
/// <param name="Items">Entries of personal items so far.</param>
/// <param name="Suspects">Entries of suspects so far.</param>
public sealed record PositionView(long Change, int Children, int Relatives, int Families, int Items, int Suspects)
{
    internal static PositionView Of(RegistryPosition at) => new(at.Change, at.Children, at.Relatives, at.Families, at.Items, at.Suspects);
}

/// <summary>What the pieces of work of a run counted together: pairs = dismissed + rescored.</summary>
/// <param name="Pairs">Pairs compared.</param>
/// <param name="Dismissed">Of these, shown by proof to lie below the threshold; null where hits are.</param>
/// <param name="Rescored">Of these, computed exactly; null where hits are.</param>
/// <param name="FamiliesInPart">Families beyond the calculator's budget, compared in part; counted once per piece of work.</param>
/// <param name="Hits">Pairs that reached the threshold; null for who may not know how many there are.</param>
/// <param name="Kernels">The kernels that dismissed.</param>
public sealed record RunCountsView(long Pairs, long? Dismissed, long? Rescored, int FamiliesInPart, long? Hits, IReadOnlyList<string> Kernels);

/// <summary>A search run: its question, and enough to repeat it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Reason">Why it was started.</param>
/// <param name="State">How far it has come.</param>
/// <param name="RequestedBy">Code of who started it; null where that is somebody else and the reader may not read the coverage.</param>
/// <param name="Started">When.</param>
/// <param name="Finished">When its last piece of work was written; null before.</param>
/// <param name="Model">The model.</param>
/// <param name="MinLog10Lr">A pair is a hit from this log10 LR on; null in lists.</param>
/// <param name="Engine">Version of the program that started it.</param>
/// <param name="Position">The registry as it stood.</param>
/// <param name="Tiles">Pieces of work in all.</param>
/// <param name="TilesWaiting">Of these, not done.</param>
/// <param name="Counts">What was counted so far; null in lists.</param>
public sealed record RunView(
    long Id,
    RunReason Reason,
    RunState State,
    string? RequestedBy,
    DateTimeOffset Started,
    DateTimeOffset? Finished,
    ModelName Model,
    double? MinLog10Lr,
    string Engine,
    PositionView Position,
    int Tiles,
    int TilesWaiting,
    RunCountsView? Counts);

/// <summary>A rectangle of pairs: children and entries by number, each from one up to, and without, another.</summary>
/// <param name="ChildFrom">First child.</param>
/// <param name="ChildTo">Behind the last child.</param>
/// <param name="OtherFrom">First entry of the other side.</param>
/// <param name="OtherTo">Behind the last entry.</param>
public sealed record AreaView(int ChildFrom, int ChildTo, int OtherFrom, int OtherTo)
{
    internal static AreaView Of(Rectangle area) => new(area.ChildFrom, area.ChildTo, area.OtherFrom, area.OtherTo);
}

/// <summary>What has been compared under one model in one kind of search: required = compared + waiting + missing.</summary>
/// <param name="Model">The model.</param>
/// <param name="Kind">What is compared with what.</param>
/// <param name="Required">Pairs in force, which have to be compared.</param>
/// <param name="Compared">Of these, compared.</param>
/// <param name="Waiting">Of these, waiting, those of cancelled runs included.</param>
/// <param name="Missing">Of these, neither: there must be none.</param>
/// <param name="Gaps">Where the missing ones lie, at most a thousand rectangles.</param>
/// <param name="FamiliesInPart">Numbers of the entries beyond the calculator's budget, compared in part.</param>
public sealed record KindCoverageView(
    ModelName Model, SearchKind Kind, long Required, long Compared, long Waiting, long Missing, IReadOnlyList<AreaView> Gaps, IReadOnlyList<int> FamiliesInPart);

/// <summary>Whether everybody of the relatives' side stands where children are compared with them.</summary>
/// <param name="IsWhole">True when it is so.</param>
/// <param name="InNoEntry">Profiles in force that no entry holds: there must be none.</param>
/// <param name="OutOfForce">Profiles that an entry holds and that are not in force: there must be none.</param>
public sealed record EntryAuditView(bool IsWhole, int InNoEntry, int OutOfForce);

/// <summary>What has been compared, and what has not.</summary>
/// <param name="IsComplete">True when every pair in force has been compared under every model in use.</param>
/// <param name="Missing">Pairs neither compared nor waiting: there must be none.</param>
/// <param name="Position">The registry as it stood.</param>
/// <param name="Kinds">By model and kind.</param>
/// <param name="Entries">The entries; null where it was not asked for.</param>
public sealed record CoverageView(bool IsComplete, long Missing, PositionView Position, IReadOnlyList<KindCoverageView> Kinds, EntryAuditView? Entries);

/// <summary>A model that searches are made under.</summary>
/// <param name="Number">Its number, from 1 on.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Digest">SHA-256 of its document, in hexadecimal digits.</param>
/// <param name="IsActive">True while everything new is compared under it.</param>
/// <param name="Document">The whole model as JSON; null in lists.</param>
public sealed record ModelView(int Number, string Name, string Digest, bool IsActive, System.Text.Json.JsonElement? Document);
