using System.Diagnostics.CodeAnalysis;

namespace Matching.Casework.Records;

/// <summary>Why an act was not done. Expected, and therefore a value.</summary>
/// <param name="Code">Stable code, listed in docs/errors.md.</param>
/// <param name="Text">What stood in the way and what to do. Codes only, never personal or genetic data.</param>
public sealed record Refusal(string Code, string Text);

/// <summary>What an act came to: its result, or the reason why nothing was changed.</summary>
public readonly record struct Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Refusal? refusal)
    {
        _value = value;
        Refusal = refusal;
    }

    /// <summary>Why not; null when it was done.</summary>
    public Refusal? Refusal { get; }

    /// <summary>True when it was done.</summary>
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsDone => Refusal is null;

    /// <summary>The result.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public T Value => Refusal is null ? _value! : throw new InvalidOperationException($"Refused, {Refusal.Code}: {Refusal.Text}");

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);

    /// <summary>Goes on with the result, or hands on the refusal.</summary>
    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> next) => Refusal is null ? next(_value!) : Refusal;
}
