namespace Matching.Casework.Access;

/// <summary>How far a permission of a role reaches.</summary>
public enum Scope
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>What belongs to the own unit and is not sealed.</summary>
    OwnOpen = 1,

    /// <summary>What belongs to the own unit, sealed or not.</summary>
    Own = 2,

    /// <summary>Whatever is not sealed; the sealed too for somebody who is child protection or case officer of the unit as well.</summary>
    Cleared = 3,

    /// <summary>Everything.</summary>
    All = 4,
}
