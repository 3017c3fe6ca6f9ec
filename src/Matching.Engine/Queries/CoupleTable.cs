using Matching.Engine.Classes;

namespace Matching.Engine.Queries;

/// <summary>The ratios of couples at one locus for one genotype of the child, and their bounds once they were asked for.</summary>
internal sealed class CoupleTable(CoupleForm form, Func<CoupleRatios?> ratios)
{
    private readonly Lazy<CoupleRatios?> _ratios = new(ratios);
    private Bounds? _bounds;

    /// <summary>The ratio of a couple where it is a plain bilinear form.</summary>
    public CoupleForm Form { get; } = form;

    /// <summary>The ratio of a couple whatever the model; null where the child's record is impossible.</summary>
    public CoupleRatios? Ratios => _ratios.Value;

    /// <summary>LR for the genotype codes of father and mother; NaN where undefined.</summary>
    public double Of(int father, int mother) => Form.IsUsable ? Form.Of(father, mother) : Ratios?.Of(father, mother) ?? double.NaN;

    /// <summary>Father's and mother's deficits; null when no bound is known.</summary>
    public (DeficitRow Father, DeficitRow Mother)? Deficits(Func<(DeficitRow Father, DeficitRow Mother)?> make) => (_bounds ??= new Bounds(make())).Rows;

    private sealed record Bounds((DeficitRow Father, DeficitRow Mother)? Rows);
}
