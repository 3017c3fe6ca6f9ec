using System.ComponentModel.DataAnnotations;

namespace Matching.Api.Problems;

/// <summary>A code: up to 200 characters, no control characters.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public class CodeAttribute : StringLengthAttribute
{
    public const int Longest = 200;

    public CodeAttribute()
        : base(Longest)
    {
        MinimumLength = 1;
        ErrorMessage = "A code has 1 to 200 characters and no control characters.";
    }

    public override bool IsValid(object? value) => base.IsValid(value) && (value is not string text || !text.Any(char.IsControl));
}

/// <summary>The code of something new: one that can stand in an address, of letters, digits, '-', '_' and '.', the first a letter or digit.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class NewCodeAttribute : CodeAttribute
{
    public NewCodeAttribute() => ErrorMessage = "A new code has 1 to 200 letters, digits, '-', '_' or '.', and begins with a letter or digit.";

    public override bool IsValid(object? value) =>
        base.IsValid(value) && (value is not string text || (char.IsLetterOrDigit(text[0]) && text.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.')));
}

/// <summary>A remark: some words, up to 1000 characters, no null character.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class RemarkAttribute : StringLengthAttribute
{
    public RemarkAttribute()
        : base(1000)
    {
        MinimumLength = 1;
        ErrorMessage = "A remark has 1 to 1000 characters, not only blanks, and no null character.";
    }

    public override bool IsValid(object? value) =>
        base.IsValid(value) && (value is not string text || (!string.IsNullOrWhiteSpace(text) && !text.Contains('\0', StringComparison.Ordinal)));
}

/// <summary>A day of a life or of a case: from 1900 to 2199, so that any age can be reckoned from it.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class DayAttribute : ValidationAttribute
{
    public DayAttribute()
        : base("A day lies in the years 1900 to 2199 and is written as 2026-05-03.")
    {
    }

    public override bool IsValid(object? value) => value is not DateOnly day || day.Year is >= 1900 and < 2200;
}
