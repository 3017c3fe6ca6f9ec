using System.Collections.Immutable;
using Matching.Formats.ReferenceCases;
using Matching.Genetics;

namespace Matching.Cli.Verification;

/// <summary>Recomputes one case, whatever its kind, and judges it.</summary>
internal static class CaseVerification
{
    public static CaseVerdict Judge(ReferenceEntry entry)
    {
        if (entry.Case is not { } readable)
            return OfFault(entry.Id, entry.Fault!);
        try
        {
            var comparisons = Compare(readable);
            return comparisons.IsEmpty
                ? CaseVerdict.NotSupported(readable.Id, readable.Kind, "the case states nothing to compare")
                : CaseVerdict.Of(readable.Id, readable.Kind, comparisons);
        }
        catch (PedigreeException beyond) when (beyond.Code is "likelihood.budget" or "likelihood.linked")
        {
            return CaseVerdict.NotSupported(readable.Id, readable.Kind, beyond.Message);
        }
        catch (NotSupportedException beyond)
        {
            return CaseVerdict.NotSupported(readable.Id, readable.Kind, beyond.Message);
        }
        catch (Exception unexpected) when (unexpected is not OutOfMemoryException)
        {
            // A validation has to name the case on which the engine breaks, and go on with the others.
            return CaseVerdict.Failed(readable.Id, readable.Kind, $"{unexpected.GetType().Name}: {unexpected.Message}");
        }
    }

    /// <summary>Recomputes every number that the case states.</summary>
    public static ImmutableArray<Comparison> Compare(ReferenceCase readable) => readable switch
    {
        LikelihoodCase likelihood => LikelihoodVerification.Compare(likelihood),
        MatrixCase matrix => MatrixVerification.Compare(matrix),
        ScreeningCase screening => ScreeningVerification.Compare(screening),
        ExclusionPowerCase power => ExclusionPowerVerification.Compare(power),
        JointAssignmentCase joint => JointAssignmentVerification.Compare(joint),
        _ => [],
    };

    private static CaseVerdict OfFault(string id, ReferenceFault fault) => fault.Kind == ReferenceFaultKind.NotSupported
        ? CaseVerdict.NotSupported(id, "unknown", fault.ToString())
        : CaseVerdict.Failed(id, "unreadable", fault.ToString());
}
