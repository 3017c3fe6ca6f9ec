using System.ComponentModel;
using Matching.Casework.Records;
using Matching.Casework.Registry;
using Microsoft.AspNetCore.Mvc;

namespace Matching.Api.Submissions;

/// <summary>What a table does not say of itself.</summary>
internal sealed record TableParameters
{
    /// <summary>Side of the persons.</summary>
    [FromQuery(Name = "side")]
    [Description("For tables, and required there: child or relative, the side of all persons.")]
    public string? Side { get; init; }

    /// <summary>Kit of the typings.</summary>
    [FromQuery(Name = "kit")]
    [Description("For tables: kit of the typings.")]
    public string? Kit { get; init; }

    /// <summary>Case of the children whose rows name none.</summary>
    [FromQuery(Name = "case")]
    [Description("For tables: case of the children whose rows name none.")]
    public string? Case { get; init; }

    /// <summary>Why the relatives are handed in.</summary>
    [FromQuery(Name = "category")]
    [Description("For tables: seeking-parent, volunteer-relative, personal-item, claimed-parent or suspect. None: parents seek, other relatives volunteer.")]
    public string? Category { get; init; }

    /// <summary>Stated legal basis of searching suspects.</summary>
    [FromQuery(Name = "legalBasis")]
    [Description("For tables: stated legal basis of searching suspects; without one they are kept and not searched.")]
    public string? LegalBasis { get; init; }

    /// <summary>True where the typings correct earlier ones.</summary>
    [FromQuery(Name = "correction")]
    [Description("For tables: true where the typings correct earlier ones and stand in their place.")]
    public bool? Correction { get; init; }

    /// <summary>The side; null, with a fault, where none is named.</summary>
    public Side? ReadSide(Dictionary<string, string[]> faults)
    {
        if (Word<Side>(Side) is { } side)
            return side;
        faults["side"] = ["Name the side of the persons: side=child or side=relative."];
        return null;
    }

    /// <summary>The category; null for none, or with a fault for one that is unknown.</summary>
    public PersonCategory? ReadCategory(Dictionary<string, string[]> faults)
    {
        var category = Word<PersonCategory>(Category);
        if (Category is not null && category is null)
            faults["category"] = [$"This is no category. Known are {string.Join(", ", Enum.GetValues<PersonCategory>().Select(RecordJson.Word))}."];
        return category;
    }

    private static T? Word<T>(string? text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (RecordJson.Word(value) == text)
                return value;
        return null;
    }
}
