using System.Globalization;

namespace Matching.Genetics.Markers;

/// <summary>
/// One allele of a short tandem repeat, by its designation: whole repeats and extra bases.
/// </summary>
/// <remarks>
/// 9.3 is nine repeats and three bases, <b>not</b> the number 9.3: it is compared and stepped by length, and never goes
/// through floating point (ISFG nomenclature, Bär et al. 1997, doi:10.1007/s004140050061).
/// Two further kinds exist: <see cref="Silent"/>, which a kit never shows, and <see cref="Unsized"/> alleles, which only
/// have a place in their locus' list ("rest", "a").
/// Order: by length, then unsized ones by number, then silent. <c>default</c> is "no allele" and only marks an absence.
/// </remarks>
public readonly struct Allele : IEquatable<Allele>, IComparable<Allele>
{
    /// <summary>The largest number of whole repeats that can be written.</summary>
    public const int MaxRepeats = 4999;

    private const int FirstUnsized = 50_000;
    private const int LastUnsized = 65_000;
    private const ushort SilentCode = ushort.MaxValue;

    // 0: none; 10 * repeats + bases; 50,000 + k: the k-th unsized allele; 65,535: silent.
    private readonly ushort _code;

    private Allele(ushort code) => _code = code;

    /// <summary>A number that orders the alleles; small for those of a length.</summary>
    internal ushort Order => _code;

    /// <summary>An allele that is inherited but never seen (a null allele).</summary>
    public static Allele Silent => new(SilentCode);

    /// <summary>True for <c>default</c>, the absence of an allele.</summary>
    public bool IsNone => _code == 0;

    /// <summary>True for <see cref="Silent"/>.</summary>
    public bool IsSilent => _code == SilentCode;

    /// <summary>True when the allele has a length: repeats and bases.</summary>
    public bool HasLength => _code is > 0 and < FirstUnsized;

    /// <summary>Whole repeats; 0 when the allele has no length.</summary>
    public int Repeats => HasLength ? _code / 10 : 0;

    /// <summary>Bases beyond the whole repeats, 0 to 9; 0 when the allele has no length.</summary>
    public int Bases => HasLength ? _code % 10 : 0;

    /// <summary>The number of an unsized allele; -1 for every other allele.</summary>
    public int UnsizedNumber => _code is >= FirstUnsized and <= LastUnsized ? _code - FirstUnsized : -1;

    /// <summary>An allele of the given length.</summary>
    /// <param name="repeats">Whole repeats, 1 to <see cref="MaxRepeats"/>; 0 only together with bases.</param>
    /// <param name="bases">Bases beyond the whole repeats, 0 to 9.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part is out of range, or both are 0.</exception>
    public static Allele Of(int repeats, int bases = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(repeats);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(repeats, MaxRepeats);
        ArgumentOutOfRangeException.ThrowIfNegative(bases);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bases, 9);
        ArgumentOutOfRangeException.ThrowIfZero(10 * repeats + bases, nameof(repeats));
        return new Allele((ushort)(10 * repeats + bases));
    }

    /// <summary>An allele that has no length, only a number within its locus ("rest", "a", a bin such as "&gt;27").</summary>
    /// <param name="number">0 to 15,000.</param>
    public static Allele Unsized(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, LastUnsized - FirstUnsized);
        return new Allele((ushort)(FirstUnsized + number));
    }

    /// <summary>Reads a designation such as <c>13</c> or <c>9.3</c>; false for anything else, also for 0.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Allele allele)
    {
        allele = default;
        int dot = text.IndexOf('.');
        var whole = dot < 0 ? text : text[..dot];
        int bases = 0;
        if (dot >= 0)
        {
            if (text.Length != dot + 2 || !char.IsAsciiDigit(text[dot + 1]))
                return false;
            bases = text[dot + 1] - '0';
        }

        if (whole.IsEmpty || whole.Length > 4 || !int.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out int repeats))
            return false;
        if (repeats > MaxRepeats || 10 * repeats + bases == 0)
            return false;
        allele = new Allele((ushort)(10 * repeats + bases));
        return true;
    }

    /// <summary>Reads a designation; see <see cref="TryParse(ReadOnlySpan{char}, out Allele)"/>.</summary>
    /// <exception cref="FormatException">The text is not a designation.</exception>
    public static Allele Parse(string text) =>
        TryParse(text, out var allele) ? allele : throw new FormatException("Not an allele designation such as 13 or 9.3.");

    /// <inheritdoc/>
    public bool Equals(Allele other) => _code == other._code;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Allele other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _code;

    /// <inheritdoc/>
    public int CompareTo(Allele other) => _code.CompareTo(other._code);

    /// <summary>The designation: <c>13</c>, <c>9.3</c>, <c>silent</c>, <c>#2</c> for an unsized allele, empty for none.</summary>
    public override string ToString()
    {
        if (IsNone)
            return string.Empty;
        if (IsSilent)
            return "silent";
        if (!HasLength)
            return string.Create(CultureInfo.InvariantCulture, $"#{UnsizedNumber}");
        return Bases == 0
            ? Repeats.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{Repeats}.{Bases}");
    }

    /// <summary>Same designation.</summary>
    public static bool operator ==(Allele left, Allele right) => left.Equals(right);

    /// <summary>Different designation.</summary>
    public static bool operator !=(Allele left, Allele right) => !left.Equals(right);

    /// <summary>Shorter.</summary>
    public static bool operator <(Allele left, Allele right) => left._code < right._code;

    /// <summary>Longer.</summary>
    public static bool operator >(Allele left, Allele right) => left._code > right._code;

    /// <summary>Not longer.</summary>
    public static bool operator <=(Allele left, Allele right) => left._code <= right._code;

    /// <summary>Not shorter.</summary>
    public static bool operator >=(Allele left, Allele right) => left._code >= right._code;
}
