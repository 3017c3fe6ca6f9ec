using Matching.Genetics.Pedigrees;

namespace Matching.Cli.Simulation;

/// <summary>Reads a family written by its roles: <c>father+mother</c>, <c>mother+not-father</c>, <c>brother+brother</c>.</summary>
internal static class FamilyRoleList
{
    // A person on file in a role that is not the true one: the wrong father that a family believes in.
    private const string Not = "not-";

    /// <summary>Reads a list; the fault says what is wrong with it, and is null when nothing is.</summary>
    public static IReadOnlyList<(FamilyRole Role, bool IsTrue)> Read(string text, out string? fault)
    {
        var members = new List<(FamilyRole Role, bool IsTrue)>();
        fault = null;
        foreach (string part in text.Split('+'))
        {
            string name = part.Trim();
            bool isTrue = !name.StartsWith(Not, StringComparison.OrdinalIgnoreCase);
            if (!FamilyRoles.TryParse(isTrue ? name : name[Not.Length..], out var role, out _))
                fault ??= $"'{name}' in the family '{text}' is no role. Roles are {string.Join(", ", FamilyRoles.AllNames)}; not- before one makes the person a stranger. Join them with +.";
            else if (FamilyRoles.IsSingle(role) && members.Exists(m => m.Role == role))
                fault ??= $"The family '{text}' has two persons in the role {FamilyRoles.NameOf(role)}, which only one can have.";
            else
                members.Add((role, isTrue));
        }

        return members;
    }
}
