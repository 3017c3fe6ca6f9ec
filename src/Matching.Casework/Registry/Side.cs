namespace Matching.Casework.Registry;

/// <summary>The two sides of the registry. Their profiles never stand in one table, nor in one packed store.</summary>
public enum Side
{
    /// <summary>Rescued children and others of unknown origin.</summary>
    Child = 0,

    /// <summary>Everybody a child is compared with.</summary>
    Relative = 1,
}

/// <summary>Why a person of the relatives' side is in the registry. Kept apart from each other, and written down for good.</summary>
public enum PersonCategory
{
    /// <summary>A parent who seeks a child.</summary>
    SeekingParent = 0,

    /// <summary>Another relative who gave a sample of free will.</summary>
    VolunteerRelative = 1,

    /// <summary>Not a person but a thing of the missing child: a toothbrush, a bottle, a milk tooth. It carries the child's own profile.</summary>
    PersonalItem = 2,

    /// <summary>Somebody who says that a found child is theirs; searched by a claim check alone.</summary>
    ClaimedParent = 3,

    /// <summary>A suspect, or a holder of a child; searched only on a stated legal basis, and never as a seeking family.</summary>
    Suspect = 4,
}

/// <summary>Whether a version of a profile is compared.</summary>
public enum ProfileState
{
    /// <summary>The version in force.</summary>
    Active = 0,

    /// <summary>A later version stands in its place.</summary>
    Superseded = 1,

    /// <summary>Taken out; its genotypes have been erased.</summary>
    Withdrawn = 2,
}

/// <summary>The lists that children are compared with. Each numbers its entries by itself.</summary>
public enum StandingKind
{
    /// <summary>Reference families: what the main search ranks.</summary>
    Family = 0,

    /// <summary>Personal items of missing children: compared for identity.</summary>
    Item = 1,

    /// <summary>Suspects and holders with a stated legal basis: compared as parents, apart from the families.</summary>
    Suspect = 2,
}
