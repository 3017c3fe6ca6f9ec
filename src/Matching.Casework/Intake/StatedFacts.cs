namespace Matching.Casework.Intake;

/// <summary>Whether what a batch states beside genotypes can be kept, and be searched with, whatever the registry holds.</summary>
internal static class StatedFacts
{
    /// <summary>The longest code of a family, a role, a case or a sample: an index of a database holds no more than some kilobytes.</summary>
    private const int LongestCode = 200;

    private const int LongestRemark = 1000;

    /// <summary>The text; null for one that says nothing.</summary>
    public static string? OrNone(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>True when a database can be asked for a code.</summary>
    public static bool CanBeLookedUp(string? code) => code is not null && !code.Contains('\0', StringComparison.Ordinal);

    /// <summary>What is wrong with the texts of the batch itself; null for nothing.</summary>
    public static string? FaultOf(SubmittedBatch batch) =>
        !IsCode(batch.Case) ? $"The case of the batch is no code: it has 1 to {LongestCode} characters and no control characters. Correct it."
        : !IsRemark(batch.Laboratory) || !IsRemark(batch.Kit) || !IsRemark(batch.LegalBasis) ? $"Laboratory, kit or legal basis of the batch is longer than {LongestRemark} characters or holds a null character. Correct it."
        : !batch.Pedigrees.Keys.Concat(batch.RefusedPedigrees).All(IsCode) ? $"A pedigree belongs to a family whose code has more than {LongestCode} characters, or control characters. Give the family another code."
        : batch.Rows.Panel.Loci.Any(locus => locus.Name.Any(c => c is ';' or '|' || char.IsControl(c))) ? "The name of a locus holds ';', '|' or a control character. Write the loci as the catalogue names them."
        : null;

    /// <summary>Refuses rows with facts that cannot be used.</summary>
    public static void Run(SubmittedBatch batch, RowAnswers answers)
    {
        for (int row = 0; row < batch.Rows.Count; row++)
        {
            var person = batch.Rows.PersonAt(row);
            if (!IsCode(person.Family) || !IsCode(person.Role) || !IsCode(person.Case) || !IsCode(person.Sample) || !IsRemark(person.Quality) || !IsRemark(person.Kit) || !IsRemark(person.LegalBasis))
                answers.Refuse(row, IntakeCodes.TextUnusable, $"Family, role, case or sample of '{person.Person}' is longer than {LongestCode} characters or holds control characters, or quality, kit or legal basis is longer than {LongestRemark}. Correct the row.");
            if (person.DropOut is { } dropOut && dropOut is not (>= 0 and < 1))
                answers.Refuse(row, IntakeCodes.DropOutUnusable, $"The drop-out of '{person.Person}' is no probability. State a number from 0 up to but not 1, or none.");
        }
    }

    private static bool IsCode(string? text) => text is null || (text.Length <= LongestCode && !text.Any(char.IsControl));

    private static bool IsRemark(string? text) => text is null || (text.Length <= LongestRemark && CanBeLookedUp(text));
}
