namespace Matching.Genetics.Likelihood;

/// <summary>How much one likelihood at one locus may cost before it is refused by name.</summary>
/// <param name="Operations">Multiply-adds, all terms of a theta sum included.</param>
/// <param name="Cells">Table cells (8 bytes each) held at one time.</param>
/// <remarks>The plan knows both numbers before anything is allocated. Nothing is ever approximated to fit.</remarks>
public sealed record CalculationBudget(double Operations = 4e9, double Cells = 1 << 26)
{
    /// <summary>4 billion multiply-adds (a few seconds) and half a gigabyte of tables.</summary>
    public static CalculationBudget Default { get; } = new();

    internal void Check(double operations, double cells)
    {
        if (operations > Operations)
            throw Refusal($"{operations:0.##e0} multiply-adds are needed and {Operations:0.##e0} allowed");
        if (cells > Cells)
            throw Refusal($"tables of {cells:0.##e0} cells are needed and {Cells:0.##e0} allowed");
    }

    internal static PedigreeException Refusal(string reason) =>
        new("likelihood.budget", $"The exact sum over this pedigree exceeds the budget: {reason}. Leave out untyped persons or relatives, set theta to 0, or raise the budget.");
}
