using System.ComponentModel.DataAnnotations;
using Matching.Api.Problems;
using Matching.Api.Security;
using Matching.Casework.Access;
using Matching.Casework.Cases;
using Matching.Casework.Desks;

namespace Matching.Api.Cases;

/// <summary>Opens a case of the own unit; whoever opens it is its first officer.</summary>
/// <param name="Id">Its code; one is made where none is given.</param>
public sealed record NewCase([NewCode] string? Id = null);

/// <summary>A number of children known of and not recovered yet.</summary>
/// <param name="NotRecovered">Children.</param>
/// <param name="Source">What the number rests on.</param>
public sealed record NewCount([Range(0, 1_000_000)] int NotRecovered, [Remark] string Source);

/// <summary>A recovered child.</summary>
/// <param name="Child">Code of the child.</param>
/// <param name="WasCounted">True when it was among those not recovered: that count goes down by one.</param>
public sealed record NewRecovery([Code] string Child, bool WasCounted);

/// <summary>An officer of a case.</summary>
/// <param name="Officer">Code of the officer.</param>
public sealed record NewOfficer([Code] string Officer);

/// <summary>A place of a case.</summary>
/// <param name="Place">The place in words.</param>
public sealed record NewPlace([Remark] string Place);

/// <summary>A suspect of a case.</summary>
/// <param name="Person">Code of the person, never a name.</param>
/// <param name="Note">What is known; for those in charge only.</param>
public sealed record NewSuspect([Code] string Person, [Remark] string Note);

/// <summary>A case.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Version">Version of the record, as in the ETag.</param>
/// <param name="Unit">Unit that leads it.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="ClosedAt">When the police closed it; null while open. The search goes on either way.</param>
/// <param name="IsSealed">True while a parent of its children may be a suspect.</param>
/// <param name="Officers">Codes of its officers.</param>
/// <param name="Places">Its places.</param>
/// <param name="Counts">How many children were recovered, and how many not yet.</param>
/// <param name="Children">The recovered children that the reader may know of.</param>
/// <param name="Inside">What only those in charge may read; null for others.</param>
public sealed record CaseView(
    string Id, int Version, string Unit, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, bool IsSealed, IReadOnlyList<string> Officers, IReadOnlyList<string> Places,
    CountsView Counts, IReadOnlyList<RecoveredChild> Children, CaseInside? Inside)
{
    /// <summary>The case of a record.</summary>
    /// <param name="kept">The record.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="hidden">Children of the case that the reader may not know of.</param>
    internal static CaseView Of(Kept<Case> kept, Actor reader, IReadOnlySet<string> hidden)
    {
        var ring = kept.Record;
        return new CaseView(
            ring.Code, kept.Version, ring.Unit, ring.OpenedAt, ring.ClosedAt, ring.IsSealed(), ring.Officers, ring.Places, CountsView.Of(ring),
            [.. ring.Recovered.Where(child => !hidden.Contains(child.Child)).Select(child => new RecoveredChild(child.Child, child.At))],
            AccessRules.IsCleared(reader, ring.Owner()) ? CaseInside.Of(ring) : null);
    }
}

/// <summary>A case in a list.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Unit">Unit that leads it.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="ClosedAt">When the police closed it; null while open.</param>
/// <param name="IsSealed">True while a parent of its children may be a suspect.</param>
/// <param name="Counts">How many children were recovered, and how many not yet.</param>
public sealed record CaseItem(string Id, string Unit, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, bool IsSealed, CountsView Counts)
{
    internal static CaseItem Of(Kept<Case> kept, Actor reader)
    {
        _ = reader;
        var ring = kept.Record;
        return new CaseItem(ring.Code, ring.Unit, ring.OpenedAt, ring.ClosedAt, ring.IsSealed(), CountsView.Of(ring));
    }
}

/// <summary>The counts of a case.</summary>
/// <param name="Recovered">Children recovered.</param>
/// <param name="NotRecovered">Children known of and not recovered; null while nobody has said.</param>
/// <param name="DeclaredAt">When that was said, or last went down with a recovery.</param>
/// <param name="Source">What the number that was last declared rests on.</param>
public sealed record CountsView(int Recovered, int? NotRecovered, DateTimeOffset? DeclaredAt, string? Source)
{
    internal static CountsView Of(Case ring)
    {
        var newest = ring.Counts.LastOrDefault();
        // A count that went down with a recovery names the child, which not everybody may know of.
        var declared = ring.Counts.LastOrDefault(count => !ring.Recovered.Any(child => count.Source.EndsWith(child.Child, StringComparison.Ordinal)));
        return new CountsView(ring.Recovered.Length, newest?.NotRecovered, newest?.At, declared?.Source);
    }
}

/// <summary>A recovered child of a case.</summary>
/// <param name="Child">Its code.</param>
/// <param name="At">When it was entered.</param>
public sealed record RecoveredChild(string Child, DateTimeOffset At);

/// <summary>What only the case officer and child protection read of a case.</summary>
/// <param name="Suspects">The suspects.</param>
/// <param name="Seals">History of the flag.</param>
public sealed record CaseInside(IReadOnlyList<SuspectView> Suspects, IReadOnlyList<SealView> Seals)
{
    internal static CaseInside Of(Case ring) => new(
        [.. ring.Suspects.Select(suspect => new SuspectView(suspect.Person, suspect.SealedNote, suspect.At, suspect.By))],
        SealView.Of(ring.Seals));
}

/// <summary>A suspect of a case.</summary>
/// <param name="Person">Code of the person.</param>
/// <param name="Note">What is known.</param>
/// <param name="At">When it was entered.</param>
/// <param name="By">Who entered it.</param>
public sealed record SuspectView(string Person, string Note, DateTimeOffset At, string By);
