using System.ComponentModel.DataAnnotations;
using Matching.Api.Problems;
using Matching.Casework.Access;
using Matching.Casework.Claims;
using Matching.Casework.Desks;
using Matching.Genetics.Pedigrees;

namespace Matching.Api.Claims;

/// <summary>Somebody says that the child is theirs.</summary>
/// <param name="Claimants">A father, a mother, or one of each.</param>
/// <param name="Model">Number of the model; the one in use where none is given.</param>
/// <param name="Id">Code of the check; one is made where none is given.</param>
public sealed record NewClaimCheck([MinLength(1), MaxLength(2)] IReadOnlyList<NewClaimant> Claimants, [Range(1, int.MaxValue)] int? Model = null, [NewCode] string? Id = null);

/// <summary>A claimant.</summary>
/// <param name="Person">Code of the person; also of the profile.</param>
/// <param name="Role">Father or mother.</param>
public sealed record NewClaimant([Code] string Person, ClaimedRole Role)
{
    internal ClaimedParent Claimed() => new(Person, Role == ClaimedRole.Father ? FamilyRole.Father : FamilyRole.Mother);
}

/// <summary>Who a claimant says to be.</summary>
public enum ClaimedRole
{
    /// <summary>The father.</summary>
    Father = 0,

    /// <summary>The mother.</summary>
    Mother = 1,
}

/// <summary>What a claim check came to.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Child">Code of the child.</param>
/// <param name="Verdict">What it came to.</param>
/// <param name="Excluded">Codes of those who are excluded; empty when a couple is and it is not clear who.</param>
/// <param name="Advice">What would help where it is not clear.</param>
/// <param name="Log10Lr">log10 of the ratio of all claimants together; null where it is impossible.</param>
/// <param name="Impossible">True when that ratio is zero.</param>
/// <param name="Claimants">The claimants one by one.</param>
/// <param name="LociCompared">Loci compared.</param>
/// <param name="Model">Number of the model.</param>
/// <param name="At">When.</param>
/// <param name="By">Who checked.</param>
public sealed record ClaimCheckView(
    string Id, string Child, ClaimVerdict Verdict, IReadOnlyList<string> Excluded, IReadOnlyList<ClaimAdvice> Advice, double? Log10Lr, bool Impossible,
    IReadOnlyList<ClaimantView> Claimants, int LociCompared, int Model, DateTimeOffset At, string By)
{
    internal static ClaimCheckView Of(Kept<ClaimCheck> kept, Actor reader)
    {
        _ = reader;
        var check = kept.Record;
        return new ClaimCheckView(
            check.Code, check.Child, check.Verdict, check.Excluded, check.Advice, Finite(check.Log10), double.IsNegativeInfinity(check.Log10),
            [.. check.Claimants.Select(ClaimantView.Of)], check.Loci, check.Model, check.At, check.By);
    }

    internal static double? Finite(double log10) => double.IsFinite(log10) ? log10 : null;
}

/// <summary>A claimant of a check.</summary>
/// <param name="Person">Code of the person.</param>
/// <param name="Log10Lr">log10 of the ratio of this person alone with the child; null where it is impossible.</param>
/// <param name="Impossible">True when that ratio is zero.</param>
/// <param name="ConditionalLog10Lr">log10 of the ratio of all claimants divided by that of all but this one; null where it is zero or not defined.</param>
/// <param name="ConditionalImpossible">True when that ratio is zero.</param>
public sealed record ClaimantView(string Person, double? Log10Lr, bool Impossible, double? ConditionalLog10Lr, bool ConditionalImpossible)
{
    internal static ClaimantView Of(Claimant claimant) => new(
        claimant.Person, ClaimCheckView.Finite(claimant.Log10Alone), double.IsNegativeInfinity(claimant.Log10Alone),
        ClaimCheckView.Finite(claimant.Log10Conditional), double.IsNegativeInfinity(claimant.Log10Conditional));
}
