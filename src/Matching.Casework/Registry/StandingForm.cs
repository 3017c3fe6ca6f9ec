using System.Collections.Immutable;
using System.Globalization;
using Matching.Engine.Queries;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Casework.Registry;

/// <summary>Who the members of an entry are to the missing child, without saying who they are: shared by all families alike.</summary>
/// <remarks>
/// As text: <c>roles father;mother</c>, <c>either father|mother</c> for a lone parent of unknown sex, <c>item</c>, or
/// <c>pedigree CHILD MEMBER,MEMBER SEX:FATHER:MOTHER ...</c> with persons by their place from 0 on and nothing for a missing parent.
/// </remarks>
public sealed class StandingForm
{
    private const string Roles = "roles", Either = "either", Tree = "pedigree", ItemText = "item";

    private readonly FamilyShape? _shape;
    private readonly FamilyRole? _other;

    private StandingForm(string text, FamilyShape? shape, FamilyRole? other = null) => (Text, _shape, _other) = (text, shape, other);

    /// <summary>The form as text.</summary>
    public string Text { get; }

    /// <summary>True for a personal item, which is the missing child itself.</summary>
    public bool IsItem => _shape is null;

    /// <summary>The form of a personal item.</summary>
    public static StandingForm Item { get; } = new(ItemText, null);

    /// <summary>Relatives in these roles.</summary>
    /// <exception cref="Genetics.PedigreeException"><c>family.role-twice</c>: two persons in a role that only one can have.</exception>
    public static StandingForm OfRoles(IReadOnlyList<FamilyRole> roles) =>
        new($"{Roles} {string.Join(';', roles.Select(FamilyRoles.NameOf))}", FamilyShape.Of(roles));

    /// <summary>A lone relative who may stand in either role.</summary>
    public static StandingForm OfEither(FamilyRole one, FamilyRole other) =>
        new($"{Either} {FamilyRoles.NameOf(one)}|{FamilyRoles.NameOf(other)}", FamilyShape.Of(one), other);

    /// <summary>Typed members of a pedigree.</summary>
    /// <param name="pedigree">The pedigree; its ids do not enter the form.</param>
    /// <param name="child">Id of the missing child.</param>
    /// <param name="members">Ids of the typed members, in the order of the entry.</param>
    public static StandingForm Of(Pedigree pedigree, string child, IReadOnlyList<string> members)
    {
        string Place(string? id) => id is null ? string.Empty : pedigree.IndexOf(id).ToString(CultureInfo.InvariantCulture);
        string persons = string.Join(' ', pedigree.Persons.Select(p => $"{(int)p.Sex}:{Place(p.Father)}:{Place(p.Mother)}"));
        return Parse($"{Tree} {Place(child)} {string.Join(',', members.Select(Place))} {persons}");
    }

    /// <summary>Reads the text of a form.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static StandingForm Parse(string text)
    {
        string[] words = text.Split(' ');
        return words switch
        {
            [ItemText] => Item,
            [Roles, var roles] => OfRoles([.. roles.Split(';').Select(RoleOf)]),
            [Either, var both] when both.Split('|') is [var one, var other] => OfEither(RoleOf(one), RoleOf(other)),
            [Tree, var child, var members, .. var persons] => new StandingForm(text, FamilyShape.Of(new Pedigree(persons.Select(PersonOf)), child, [.. members.Split(',')])),
            _ => throw new FormatException("Not the form of a standing entry."),
        };
    }

    /// <summary>The entry as the engine searches it.</summary>
    /// <param name="rows">Rows of the members in the relatives' store.</param>
    public SearchFamily With(ImmutableArray<int> rows) =>
        _shape is null ? throw new InvalidOperationException("A personal item is no family.")
        : _other is { } other ? SearchFamily.OfEitherRole(_shape.Roles[0]!.Value, other, rows[0])
        : new SearchFamily(_shape, rows);

    /// <summary>The entry of a lone member as the engine searches it.</summary>
    /// <param name="row">Row of the member in the relatives' store.</param>
    public SearchFamily With(int row) =>
        _other is null && _shape?.Roles is [{ } role] ? SearchFamily.Of(role, row) : With([row]);

    private static Person PersonOf(string text, int place)
    {
        string[] parts = text.Split(':');
        if (parts.Length != 3)
            throw new FormatException("Not a person of the form of a standing entry.");
        static string? IdOrNull(string id) => id.Length == 0 ? null : id;
        return new Person(place.ToString(CultureInfo.InvariantCulture), (Sex)int.Parse(parts[0], CultureInfo.InvariantCulture), IdOrNull(parts[1]), IdOrNull(parts[2]));
    }

    private static FamilyRole RoleOf(string name) =>
        FamilyRoles.TryParse(name, out var role, out _) ? role : throw new FormatException("Not a role of the form of a standing entry.");
}
