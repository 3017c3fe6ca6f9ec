using System.Collections.Immutable;

namespace Matching.Casework.Access;

/// <summary>Who does something.</summary>
/// <param name="Code">Code of the person: one person, one code. Never a name.</param>
/// <param name="Unit">Code of the unit, laboratory or body; null for none.</param>
/// <param name="Roles">The person's roles.</param>
public sealed record Actor(string Code, string? Unit, ImmutableArray<Role> Roles)
{
    /// <summary>The program itself.</summary>
    public static Actor System { get; } = new("system", null, [Role.System]);

    /// <summary>Anybody.</summary>
    public static Actor Anybody { get; } = new("public", null, [Role.Public]);

    /// <summary>Of everything that the roles allow, what this actor was given: the scope of a machine's key. Empty: all of it.</summary>
    public ImmutableArray<Permission> Only { get; init; } = [];

    /// <summary>True for a key: it is nobody's word, and counts as no person.</summary>
    public bool IsMachine { get; init; }

    public bool Is(Role role) => Roles.Contains(role);

    /// <summary>True for everybody on the side of the police: none of them decides where a child lives.</summary>
    public bool IsPolice => Is(Role.PoliceUnit) || Is(Role.CaseOfficer);
}
