using System.Globalization;
using Matching.Engine.Queries;
using Matching.Genetics.Markers;
using Matching.Genetics.Pedigrees;

namespace Matching.Engine.Images;

/// <summary>Who is what in a family, as a line of text: roles, or a pedigree where roles do not say it.</summary>
/// <remarks>
/// <c>roles 0,6 -</c>: the roles of the members, and the second possible role of a lone one. <c>pedigree CHILD MEMBER,MEMBER
/// ID:SEX:FATHER:MOTHER ...</c>; ids are percent-encoded.
/// </remarks>
internal static class ShapeText
{
    /// <summary>The line of a shape that no family has any more.</summary>
    public const string None = "-";

    private const string Roles = "roles", Tree = "pedigree";

    public static string Of(FamilyShape shape, FamilyRole? other) => shape.IsOfRoles
        ? string.Create(CultureInfo.InvariantCulture, $"{Roles} {string.Join(',', shape.Roles.Select(r => (int)r!.Value))} {(other is { } role ? ((int)role).ToString(CultureInfo.InvariantCulture) : None)}")
        : $"{Tree} {Escape(shape.Child)} {string.Join(',', shape.Members.Select(Escape))} {string.Join(' ', shape.Pedigree.Persons.Select(PersonText))}";

    public static (FamilyShape Shape, FamilyRole? Other) Parse(string line)
    {
        string[] words = line.Split(' ');
        return words[0] switch
        {
            Roles => (FamilyShape.Of([.. words[1].Split(',').Select(RoleOf)]), words[2] == None ? null : RoleOf(words[2])),
            Tree => (FamilyShape.Of(new Pedigree(words[3..].Select(PersonOf)), Unescape(words[1]), [.. words[2].Split(',').Select(Unescape)]), null),
            _ => throw new ImageDamageException("shapes"),
        };
    }

    private static string PersonText(Person person) =>
        string.Create(CultureInfo.InvariantCulture, $"{Escape(person.Id)}:{(int)person.Sex}:{(person.Father is { } f ? Escape(f) : string.Empty)}:{(person.Mother is { } m ? Escape(m) : string.Empty)}");

    private static Person PersonOf(string text)
    {
        string[] parts = text.Split(':');
        string? IdOrNull(string id) => id.Length == 0 ? null : Unescape(id);
        return new Person(Unescape(parts[0]), (Sex)int.Parse(parts[1], CultureInfo.InvariantCulture), IdOrNull(parts[2]), IdOrNull(parts[3]));
    }

    private static FamilyRole RoleOf(string number) => (FamilyRole)int.Parse(number, CultureInfo.InvariantCulture);

    // Blanks, commas and colons, which divide the line, are encoded with everything else that is no letter or digit.
    private static string Escape(string id) => Uri.EscapeDataString(id);

    private static string Unescape(string id) => Uri.UnescapeDataString(id);
}
