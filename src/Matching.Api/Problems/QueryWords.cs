using System.Diagnostics.CodeAnalysis;
using Matching.Casework.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matching.Api.Problems;

/// <summary>Words of enumerations in addresses: the same as in JSON, and no numbers.</summary>
internal static class QueryWords
{
    /// <summary>Reads a word; a problem where it is none of the enumeration.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="word">What was sent; null for nothing.</param>
    /// <param name="value">What it means; null for nothing.</param>
    /// <param name="problem">What was wrong.</param>
    public static bool TryRead<T>(string name, string? word, out T? value, [NotNullWhen(false)] out ProblemHttpResult? problem)
        where T : struct, Enum
    {
        (value, problem) = (null, null);
        if (word is null)
            return true;
        foreach (var one in Enum.GetValues<T>())
            if (RecordJson.Word(one) == word)
                value = one;
        if (value is null)
            problem = Problem.Field(name, $"This is none of: {string.Join(", ", Enum.GetValues<T>().Select(RecordJson.Word))}.");
        return problem is null;
    }
}
