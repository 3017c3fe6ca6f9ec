using Matching.Casework.Families;
using Matching.Casework.Registry;
using Matching.Genetics.Pedigrees;

namespace Matching.Casework.Intake;

/// <summary>What a row must be whatever the registry holds.</summary>
internal static class RowChecks
{
    /// <summary>Loci that a child, or an item that carries a child's profile, must have: with fewer, chance hits bury the true family.</summary>
    /// <remarks>The bound that INTERPOL sets for the search of an unknown person. A relative with fewer still adds to what the rest of the family says.</remarks>
    public const int FewestOfChild = 6;

    /// <summary>Loci below which a warning is due: the core of the first national standard, GA 469-2004.</summary>
    public const int Usual = 13;

    private const int LongestCode = 200;

    public static void Run(SubmittedBatch batch, PreparedRows prepared, RoleReading roles, RowAnswers answers)
    {
        var seen = new HashSet<string>(batch.Rows.Count, StringComparer.Ordinal);
        for (int row = 0; row < batch.Rows.Count; row++)
        {
            var person = batch.Rows.PersonAt(row);
            if (person.Person.Length is 0 or > LongestCode || person.Person.Any(char.IsControl))
                answers.Refuse(row, IntakeCodes.CodeUnusable, $"The code of a person has 1 to {LongestCode} characters and no control characters. Give the person another code.");
            else if (!seen.Add(person.Person))
                answers.Refuse(row, IntakeCodes.Twice, $"'{person.Person}' stands in the batch already; the first row was taken. Put the typings of a person into one row, or into two batches.");
            else if (IsOnWrongSide(batch, person, roles) is { } wrong)
                answers.Refuse(row, wrong.Code, wrong.Text);
            else
                CheckLoci(batch, person, row, prepared.Typed[row], answers);
        }
    }

    private static (string Code, string Text)? IsOnWrongSide(SubmittedBatch batch, in SubmittedPerson person, RoleReading roles)
    {
        if (batch.Side == Side.Relative && roles.IsSoughtChild(person.Person, person.Family, person.Role))
            return (FamilyFindingCodes.ChildLeftOut, $"'{person.Person}' is the sought child of the family and no relative. To search for this child, submit the row with the children.");
        if (batch.Side == Side.Child && person.Role is { } role && FamilyRoles.TryParse(role, out var stated, out _))
            return (IntakeCodes.RoleOfRelative, $"'{person.Person}' is {FamilyRoles.NameOf(stated)} by its role and stands among the children. Submit relatives as relatives, or clear the role.");
        return null;
    }

    private static void CheckLoci(SubmittedBatch batch, in SubmittedPerson person, int row, int typed, RowAnswers answers)
    {
        bool isChild = batch.Side == Side.Child || (person.Category ?? batch.Category) == PersonCategory.PersonalItem;
        if (typed == 0)
            answers.Refuse(row, IntakeCodes.NothingTyped, $"No locus of '{person.Person}' is typed that could be compared. Submit a profile with alleles.");
        else if (isChild && typed < FewestOfChild)
            answers.Refuse(row, IntakeCodes.TooFewLoci, $"'{person.Person}' is typed at {typed} loci; a child's profile needs {FewestOfChild}. Type more loci.");
        else if (typed < Usual)
            answers.Warn(row, IntakeCodes.FewLoci, $"'{person.Person}' is typed at {typed} loci only; below {Usual} chance hits are frequent. Type more loci when there is material.");
    }
}
