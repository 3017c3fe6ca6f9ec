using System.Text.Json;
using Matching.Casework.Audit;

namespace Matching.Api.Audit;

/// <summary>Some entries of the audit.</summary>
/// <param name="Items">The entries, by number.</param>
/// <param name="Next">Number to go on from; null at the end.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntryView> Items, long? Next);

/// <summary>An entry of the audit.</summary>
/// <param name="Number">1, 2, 3 ... without gaps.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who did it, by code.</param>
/// <param name="Act">What was done.</param>
/// <param name="Subject">What it was done to, by code.</param>
/// <param name="Details">What matters of it: counts, states, codes.</param>
/// <param name="Previous">Hash of the entry before, in hexadecimal digits.</param>
/// <param name="Hash">Hash of this entry.</param>
public sealed record AuditEntryView(long Number, DateTimeOffset At, string Actor, string Act, string Subject, JsonElement Details, string Previous, string Hash)
{
    internal static AuditEntryView Of(AuditEntry entry) => new(
        entry.Number, entry.At, entry.Act.Actor, entry.Act.Act, entry.Act.Subject, Read(entry.Act.Details), Convert.ToHexStringLower(entry.Previous), Convert.ToHexStringLower(entry.Hash));

    // Details that somebody put in by hand are shown as the text they are.
    private static JsonElement Read(string details)
    {
        try
        {
            return JsonElement.Parse(details);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(details);
        }
    }
}

/// <summary>What the check of the audit came to.</summary>
/// <param name="IsWhole">True when nothing was changed, removed, put elsewhere or cut off.</param>
/// <param name="Entries">Entries read up to the first fault.</param>
/// <param name="Fault">The first fault; null for a whole audit.</param>
public sealed record AuditVerdictView(bool IsWhole, long Entries, AuditFaultView? Fault)
{
    internal static AuditVerdictView Of(long entries, AuditFault? fault) =>
        new(fault is null, entries, fault is null ? null : new AuditFaultView(fault.Number, fault.Code, fault.Text));
}

/// <summary>The first fault of the audit.</summary>
/// <param name="Number">Number of the first bad entry; 0 where no entry is bad but what was searched does not agree with the audit.</param>
/// <param name="Code">Stable code, explained in docs/errors.md.</param>
/// <param name="Text">What is wrong with it.</param>
public sealed record AuditFaultView(long Number, string Code, string Text);

/// <summary>The end of the audit, in the form that `matching audit verify --anchor` reads.</summary>
/// <param name="Format">Always matching-audit-anchor/1.</param>
/// <param name="Number">Number of the last entry; 0 for none.</param>
/// <param name="Hash">Its hash in hexadecimal digits.</param>
public sealed record AuditAnchorView(string Format, long Number, string Hash)
{
    internal const string FormatName = "matching-audit-anchor/1";
}
