using System.Collections.Immutable;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Records;

namespace Matching.Casework.Review;

/// <summary>A report that was given out: what it was made from, so that it can be made again and called back.</summary>
public sealed record IssuedReport : IKeptRecord
{
    private IssuedReport()
    {
    }

    public static RecordKind Kind => RecordKind.Report;

    public string Code { get; private init; } = "";

    /// <summary>Code of the match that it is about.</summary>
    public string Match { get; private init; } = "";

    public string Child { get; private init; } = "";

    public string Family { get; private init; } = "";

    public string? Case { get; private init; }

    /// <summary>Units of both sides that may read it.</summary>
    public ImmutableArray<string> Units { get; private init; } = [];

    public bool IsSealed { get; private init; }

    /// <summary>Language, for example <c>en</c> or <c>zh</c>.</summary>
    public string Language { get; private init; } = "";

    /// <summary>Form: <c>html</c>, <c>pdf</c> or <c>json</c>.</summary>
    public string Format { get; private init; } = "";

    /// <summary>SHA-256 of the report's bytes, in hexadecimal digits.</summary>
    public string Digest { get; private init; } = "";

    /// <summary>Number of the model.</summary>
    public int Model { get; private init; }

    /// <summary>The state of the match when it was issued.</summary>
    public MatchState MatchState { get; private init; }

    public DateTimeOffset At { get; private init; }

    public string By { get; private init; } = "";

    public ImmutableArray<RecallMark> Recalls { get; private init; } = [];

    /// <summary>What it was made from; null for one that was issued before this was kept.</summary>
    public ReportBasis? Basis { get; private init; }

    /// <summary>Enters that a report about a match was given out.</summary>
    public static Outcome<IssuedReport> Issue(
        string code, Match match, string language, string format, string digest, Actor actor, DateTimeOffset at, ReportBasis? basis = null) =>
        match.State == MatchState.Recalled
            ? new Refusal(CaseworkCodes.ReportRecalled, $"The match {match.Code} was recalled; no report is made of it any more. Report the match that took its place.")
            : new IssuedReport
            {
                Code = code,
                Match = match.Code,
                Child = match.Child.Code,
                Family = match.Family.Code,
                Case = match.Case,
                Units = match.Owner().Units,
                IsSealed = match.IsSealed(),
                Language = language,
                Format = format,
                Digest = digest,
                Model = match.Found.Model,
                MatchState = match.State,
                At = at,
                By = actor.Code,
                Basis = basis,
            };

    public RecordIndex Index() => new(Recalls.IsEmpty ? "issued" : "recalled", Units.IsEmpty ? null : Units[0], Case, Child, Family, IsSealed);

    public Ownership Owner() => new(Units, IsSealed);

    internal IssuedReport Mark(RecallMark mark) => this with { Recalls = Recalls.Add(mark) };

    internal IssuedReport WithSealOf(Match match) => this with { IsSealed = match.IsSealed(), Units = match.Owner().Units };
}
