using Matching.Genetics.Markers;
using Matching.Genetics.Mutation;

namespace Matching.Genetics.Likelihood;

/// <summary>The allele that a child holds in one slot: a variable of its own, or read off the child's genotype states.</summary>
/// <param name="Variable">The variable: the allele, or the states of a typed child.</param>
/// <param name="Person">The child.</param>
/// <param name="Slot">0 paternal, 1 maternal.</param>
/// <param name="IsTyped">True when the variable runs over the child's states.</param>
internal readonly record struct AllelePart(int Variable, int Person, int Slot, bool IsTyped)
{
    public int SizeIn(LocusEvidence evidence) => IsTyped ? evidence.StatesOf(Person) : evidence.Model.AlleleCount;

    public int AlleleAt(LocusEvidence evidence, int index) => IsTyped ? evidence.AlleleOf(Person, Slot, index) : index;
}

/// <summary>One factor of a network: knows the variables of its table, and how to fill it for a locus.</summary>
internal abstract class NetworkTerm(int locus, NetworkFactor factor)
{
    /// <summary>0, or 1 for the second locus of a linked pair.</summary>
    public int Locus { get; } = locus;

    public NetworkFactor Factor { get; } = factor;

    public abstract void Fill(Span<double> table, LocusEvidence evidence);

    protected static MutationMatrix MatrixOf(LocusEvidence evidence, int slot) =>
        PedigreeShape.SexOfSlot(slot) == Sex.Male ? evidence.Model.Male : evidence.Model.Female;
}

/// <summary>How well each state explains the observations of a typed person.</summary>
internal sealed class StateTerm(int locus, int variable, int person) : NetworkTerm(locus, new([variable]))
{
    public override void Fill(Span<double> table, LocusEvidence evidence) => evidence.WeightsOf(person).CopyTo(table);
}

/// <summary>An allele drawn from the population.</summary>
internal sealed class DrawTerm(int locus, int variable) : NetworkTerm(locus, new([variable]))
{
    public override void Fill(Span<double> table, LocusEvidence evidence) => evidence.Base.CopyTo(table);
}

/// <summary>A typed person's allele of an absent parent is the drawn allele itself (theta above 0).</summary>
internal sealed class DrawnAlleleTerm(int locus, int drawn, AllelePart part) : NetworkTerm(locus, new([drawn, part.Variable]))
{
    public override void Fill(Span<double> table, LocusEvidence evidence)
    {
        table.Clear();
        int states = part.SizeIn(evidence);
        for (int s = 0; s < states; s++)
            table[part.AlleleAt(evidence, s) * states + s] = 1;
    }
}

/// <summary>The allele of an untyped founder's only child: frequencies after one meiosis (model.md, equation 10).</summary>
internal sealed class OnlyChildTerm(int locus, AllelePart part) : NetworkTerm(locus, new([part.Variable]))
{
    public override void Fill(Span<double> table, LocusEvidence evidence)
    {
        var passed = evidence.Model.AfterOneMeiosis(PedigreeShape.SexOfSlot(part.Slot));
        for (int j = 0; j < table.Length; j++)
            table[j] = passed[part.AlleleAt(evidence, j)];
    }
}

/// <summary>The alleles of an untyped founder's two children together (model.md, equation 11).</summary>
internal sealed class TwoChildrenTerm(int locus, AllelePart one, AllelePart other) : NetworkTerm(locus, new([one.Variable, other.Variable]))
{
    public override void Fill(Span<double> table, LocusEvidence evidence)
    {
        int n = evidence.Model.AlleleCount;
        var joint = evidence.Model.AfterTwoMeioses(PedigreeShape.SexOfSlot(one.Slot));
        if (!one.IsTyped && !other.IsTyped)
        {
            joint.CopyTo(table);
            return;
        }

        int rows = one.SizeIn(evidence), columns = other.SizeIn(evidence);
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                table[i * columns + j] = joint[one.AlleleAt(evidence, i) * n + other.AlleleAt(evidence, j)];
    }
}

/// <summary>A typed parent passes one of its two alleles on.</summary>
internal sealed class TypedParentTerm(int locus, int variable, int parent, AllelePart part) : NetworkTerm(locus, new([variable, part.Variable]))
{
    public override void Fill(Span<double> table, LocusEvidence evidence)
    {
        var matrix = MatrixOf(evidence, part.Slot);
        int columns = part.SizeIn(evidence);
        for (int s = 0; s < evidence.StatesOf(parent); s++)
        {
            var one = matrix.Row(evidence.AlleleOf(parent, 0, s));
            var other = matrix.Row(evidence.AlleleOf(parent, 1, s));
            for (int j = 0; j < columns; j++)
            {
                int to = part.AlleleAt(evidence, j);
                table[s * columns + j] = 0.5 * (one[to] + other[to]);
            }
        }
    }
}

/// <summary>
/// An untyped parent passes an allele on: from one allele variable, or a mixture over its two (<paramref name="second"/>).
/// </summary>
internal sealed class AlleleLinkTerm(int locus, int first, int second, AllelePart part)
    : NetworkTerm(locus, second < 0 ? new([first, part.Variable]) : new([NetworkFactor.Slot, part.Variable], first, second))
{
    public override void Fill(Span<double> table, LocusEvidence evidence)
    {
        var matrix = MatrixOf(evidence, part.Slot);
        if (!part.IsTyped)
        {
            matrix.Entries.CopyTo(table);
            return;
        }

        int columns = part.SizeIn(evidence);
        for (int from = 0; from < matrix.Size; from++)
            for (int j = 0; j < columns; j++)
                table[from * columns + j] = matrix[from, part.AlleleAt(evidence, j)];
    }
}
