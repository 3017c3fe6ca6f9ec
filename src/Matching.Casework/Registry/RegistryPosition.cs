namespace Matching.Casework.Registry;

/// <summary>How far the registry has come: the number of its last change, and the next number of every list.</summary>
/// <remarks>
/// Changes are made one at a time, and numbers are given under the same lock, without gaps: who has read everything below these numbers has missed
/// nothing. Entries never move; they are only retired.
/// </remarks>
/// <param name="Change">Number of the last change; 0 for an empty registry.</param>
/// <param name="Children">Versions of children's profiles so far, the retired ones included.</param>
/// <param name="Relatives">Versions of relatives' profiles so far.</param>
/// <param name="Families">Standing families so far.</param>
/// <param name="Items">Standing personal items so far.</param>
/// <param name="Suspects">Standing suspects so far.</param>
public sealed record RegistryPosition(long Change, int Children, int Relatives, int Families, int Items, int Suspects)
{
    /// <summary>Profiles of a side so far.</summary>
    public int ProfilesOf(Side side) => side == Side.Child ? Children : Relatives;

    /// <summary>Entries of a list so far.</summary>
    public int Standing(StandingKind kind) => kind switch
    {
        StandingKind.Family => Families,
        StandingKind.Item => Items,
        _ => Suspects,
    };
}
