using Matching.Engine.Classes;

namespace Matching.Engine.Queries;

/// <summary>The form of a couple at one locus, with its bounds once they were asked for.</summary>
internal sealed class CoupleTable(CoupleForm form)
{
    private Bounds? _bounds;

    /// <summary>The ratio of a couple.</summary>
    public CoupleForm Form { get; } = form;

    /// <summary>Father's and mother's deficits; null when no bound is known.</summary>
    public (DeficitRow Father, DeficitRow Mother)? Deficits(Func<CoupleForm, (DeficitRow Father, DeficitRow Mother)?> make) =>
        (_bounds ??= new Bounds(make(Form))).Rows;

    private sealed record Bounds((DeficitRow Father, DeficitRow Mother)? Rows);
}
