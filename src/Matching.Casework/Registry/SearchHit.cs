namespace Matching.Casework.Registry;

/// <summary>How a hit was reached.</summary>
public enum HitRelation
{
    /// <summary>The relationship that the entry states: a ranked candidate.</summary>
    Stated = 0,

    /// <summary>Equal recorded genotypes: one person, an identical twin, or an exchanged sample.</summary>
    Identical = 1,

    /// <summary>Two children: full siblings.</summary>
    FullSiblings = 2,

    /// <summary>Two children: half siblings.</summary>
    HalfSiblings = 3,
}

/// <summary>A pair that reached the threshold.</summary>
/// <param name="Child">Number of the child's profile.</param>
/// <param name="Other">Number of the entry, or of the other child.</param>
/// <param name="Member">Place of the member within the entry; -1 for the entry as a whole.</param>
/// <param name="Relation">How it was reached.</param>
/// <param name="Log10">log10 of the likelihood ratio; of identity for identical records.</param>
/// <param name="Loci">Common loci, all equal, of identical records; 0 for the others.</param>
public readonly record struct SearchHit(int Child, int Other, int Member, HitRelation Relation, double Log10, int Loci);
