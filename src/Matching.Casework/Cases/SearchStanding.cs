namespace Matching.Casework.Cases;

/// <summary>How far the search for a child's family has come; a negative result that can be repeated.</summary>
/// <param name="IsFinished">True when the child has been compared with everybody.</param>
/// <param name="At">When the last comparison was committed.</param>
/// <param name="BaseSize">Families compared.</param>
/// <param name="Loci">Loci of the child that were compared.</param>
/// <param name="Model">Number of the model.</param>
/// <param name="UndecidedWithinBudget">Candidates inside the false-match budget that nobody has decided yet.</param>
public sealed record SearchStanding(bool IsFinished, DateTimeOffset At, int BaseSize, int Loci, int Model, int UndecidedWithinBudget);

/// <summary>How many coincidences a search may be expected to show among the candidates that people have to decide.</summary>
/// <param name="Expected">Expected coincidences.</param>
public readonly record struct FalseMatchBudget(double Expected)
{
    /// <summary>One coincidence.</summary>
    public static FalseMatchBudget Default { get; } = new(1);

    /// <summary>True for a candidate that has to be decided before the child is shown in public.</summary>
    /// <param name="expectedCoincidences">Unrelated families that would reach this candidate's ratio by chance.</param>
    public bool Holds(double expectedCoincidences) => expectedCoincidences <= Expected;
}
