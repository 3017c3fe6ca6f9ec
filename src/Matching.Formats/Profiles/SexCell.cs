using System.Text;
using Matching.Genetics.Markers;

namespace Matching.Formats;

/// <summary>Reads a sex, declared in words or typed at Amelogenin.</summary>
internal static class SexCell
{
    /// <summary>Reads a declared sex; false when the cell says something that is none of the known words.</summary>
    public static bool TryRead(string text, out Sex sex)
    {
        string word = new([.. text.Where(c => !char.IsWhiteSpace(c) && c is not (',' or '/'))]);
        sex = word.ToUpperInvariant() switch
        {
            "M" or "MALE" or "XY" or "1" or "男" or "男性" => Sex.Male,
            "F" or "FEMALE" or "XX" or "2" or "女" or "女性" => Sex.Female,
            _ => Sex.Unknown,
        };
        return sex != Sex.Unknown || word.ToUpperInvariant() is "" or "-" or "0" or "?" or "U" or "UNKNOWN" or "NA" or "未知" or "不详";
    }

    /// <summary>Notes which of X and Y a cell of Amelogenin shows; false when it shows anything else.</summary>
    public static bool ReadMarker(ReadOnlySpan<byte> cell, ref bool x, ref bool y)
    {
        cell = cell.Trim(" \t"u8);
        if (cell is [(byte)'-'] or [(byte)'0'] || Ascii.EqualsIgnoreCase(cell, "NN"u8) || Ascii.EqualsIgnoreCase(cell, "NA"u8))
            return true;
        foreach (byte c in cell)
        {
            if (c is (byte)'X' or (byte)'x')
                x = true;
            else if (c is (byte)'Y' or (byte)'y')
                y = true;
            else if (c is not ((byte)',' or (byte)'/' or (byte)' ' or (byte)'-' or (byte)';' or (byte)'|'))
                return false;
        }

        return true;
    }

    /// <summary>The sex that Amelogenin shows. A Y alone is a male who lost the X peak; an X alone is read as female.</summary>
    public static Sex OfMarker(bool x, bool y) => y ? Sex.Male : x ? Sex.Female : Sex.Unknown;
}
