using Matching.Engine.Packed;
using Matching.Engine.Store;
using Matching.Formats;

namespace Matching.Cli.MatchRun;

/// <summary>The relatives of a search and the families they form, whether read from their table or from the packed copy of it.</summary>
/// <param name="File">Display name of the table.</param>
/// <param name="Families">What the engine compares; the place of a family is that of its entry.</param>
/// <param name="Labels">What else is said of persons and families.</param>
/// <param name="Findings">What was found when the families were formed.</param>
internal sealed record Relatives(string File, FamilyIndex Families, RelativeLabels Labels, IReadOnlyList<Finding> Findings)
{
    /// <summary>The families, which do not change during a run.</summary>
    public FamilySnapshot Index { get; } = Families.Snapshot();

    /// <summary>The relatives, one row per person searched.</summary>
    public ProfileStore Store => Index.Relatives;

    /// <summary>Number of entries, in the order in which the file names their families first.</summary>
    public int Entries => Index.Count;

    /// <summary>An entry by its place.</summary>
    public FamilyEntry EntryAt(int index)
    {
        var (note, isSplit) = Labels.NoteOf(index);
        return new FamilyEntry(Labels.NameOf(index), Index[index], note, isSplit);
    }
}
