namespace Matching.Engine.Queries;

/// <summary>A product of likelihood ratios that neither underflows nor overflows.</summary>
/// <remarks>
/// The value is <see cref="Significand"/> times 2 to the power of 512 times <see cref="Exponent"/>. Scaling is by powers
/// of two, hence exact: the bits depend on the factors and their order only.
/// </remarks>
public readonly record struct ScaledProduct
{
    private const double Large = 1.3407807929942597e154; // 2^512
    private const double Small = 7.458340731200207e-155; // 2^-512
    private const double Log10OfLarge = 512 * 0.301029995663981195; // log10(2)

    private ScaledProduct(double significand, int exponent) => (Significand, Exponent) = (significand, exponent);

    /// <summary>The empty product, 1.</summary>
    public static ScaledProduct One => new(1, 0);

    /// <summary>The value up to its scale: 0, NaN (undefined), or between 2^-512 and 2^512.</summary>
    public double Significand { get; }

    /// <summary>The scale, in units of 512 binary places.</summary>
    public int Exponent { get; }

    /// <summary>log10 of the product; negative infinity for 0, NaN when a factor was undefined.</summary>
    public double Log10 => Exponent == 0 ? Math.Log10(Significand) : Math.Log10(Significand) + Exponent * Log10OfLarge;

    /// <summary>The product with one more factor, which must not be negative.</summary>
    public ScaledProduct Times(double factor)
    {
        double value = Significand * factor;
        return value is > Small and < Large ? new(value, Exponent) : Rescaled(factor);
    }

    /// <summary>Half of each: the mean of two equally likely cases.</summary>
    public static ScaledProduct Mean(ScaledProduct one, ScaledProduct other)
    {
        if (one.Significand == 0 || other.Significand == 0 || one.Exponent == other.Exponent)
        {
            int exponent = one.Significand == 0 ? other.Exponent : one.Exponent;
            return new ScaledProduct(0.5 * one.Significand + 0.5 * other.Significand, exponent);
        }

        var (large, little) = one.Exponent > other.Exponent ? (one, other) : (other, one);
        double added = little.Significand * Math.Pow(Small, large.Exponent - little.Exponent);
        return new ScaledProduct(0.5 * large.Significand + 0.5 * added, large.Exponent);
    }

    private ScaledProduct Rescaled(double factor)
    {
        if (Significand == 0 || factor == 0 || !double.IsFinite(factor))
            return new ScaledProduct(Significand * factor, 0);
        // One scale step ahead, so that a tiny factor does not lose bits before the product is back in range.
        int exponent = Exponent;
        double value = Significand < 1 && factor < 1 ? Significand * Large * factor : Significand * factor;
        exponent -= Significand < 1 && factor < 1 ? 1 : 0;
        for (; value <= Small; exponent--)
            value *= Large;
        for (; value >= Large; exponent++)
            value *= Small;
        return new ScaledProduct(value, exponent);
    }
}
