namespace Matching.Formats;

/// <summary>Weighs what a comma means in the cells of a table that writes a whole genotype into one cell.</summary>
/// <remarks>
/// 15,17 and 3,9 can only be two alleles; in 9,3/10 the comma can only be a decimal point; 9,3 alone may be either,
/// and then a slash elsewhere, or a file whose cells are not parted by commas, speaks for the decimal point.
/// </remarks>
internal struct CommaEvidence
{
    private int _slashes;
    private int _slashesWithComma;
    private int _pairs;
    private int _either;

    /// <summary>True when the cells leave both readings open, or speak for both.</summary>
    public readonly bool IsDoubtful => (_slashesWithComma > 0 && _pairs > 0) || (_slashes == 0 && _pairs == 0 && _either > 0);

    public readonly bool IsDecimal(char separator)
    {
        if (_slashesWithComma > 0)
            return true;
        return _pairs == 0 && (_slashes > 0 || (_either > 0 && separator != ','));
    }

    public void Weigh(ReadOnlySpan<byte> cell)
    {
        int comma = cell.IndexOf((byte)',');
        if (cell.Contains((byte)'/'))
        {
            _slashes++;
            _slashesWithComma += comma > 0 ? 1 : 0;
            return;
        }

        if (comma <= 0)
            return;
        var before = cell[..comma].Trim(" "u8);
        var after = cell[(comma + 1)..].Trim(" "u8);
        bool decimalLike = after is [>= (byte)'1' and <= (byte)'5'] && !before.Contains((byte)'.') && (before.Length > 1 || (before.Length == 1 && before[0] > after[0]));
        if (decimalLike)
            _either++;
        else
            _pairs++;
    }
}
