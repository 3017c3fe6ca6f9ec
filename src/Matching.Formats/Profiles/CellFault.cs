namespace Matching.Formats;

/// <summary>Why a locus of a person could not be read.</summary>
internal enum CellFault
{
    None = 0,
    OffLadder,
    Unreadable,
}
