namespace Matching.Genetics.Pedigrees;

/// <summary>Takes untyped persons that connect nobody out of a pedigree.</summary>
/// <remarks>
/// Leaving out an untyped person without children is always exact. An untyped founder with one child connects nobody
/// either: the allele that the child has from it becomes a draw from the population, without mutation.
/// </remarks>
public static class PedigreeTrimming
{
    /// <summary>The pedigree of the given persons and of those needed to connect them.</summary>
    /// <param name="pedigree">The full pedigree.</param>
    /// <param name="kept">Ids of the persons that must stay: the typed ones and the sought child.</param>
    public static Pedigree Trim(Pedigree pedigree, IReadOnlySet<string> kept)
    {
        var persons = pedigree.Persons.ToDictionary(p => p.Id, StringComparer.Ordinal);
        while (Superfluous(persons, kept) is { } id)
        {
            persons.Remove(id);
            foreach (var child in persons.Values.Where(p => p.Father == id || p.Mother == id).ToArray())
                persons[child.Id] = child with
                {
                    Father = child.Father == id ? null : child.Father,
                    Mother = child.Mother == id ? null : child.Mother,
                };
        }

        return new Pedigree(pedigree.Persons.Where(p => persons.ContainsKey(p.Id)).Select(p => persons[p.Id]));
    }

    private static string? Superfluous(Dictionary<string, Person> persons, IReadOnlySet<string> kept)
    {
        var children = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var person in persons.Values)
        {
            if (person.Father is { } father)
                children[father] = children.GetValueOrDefault(father) + 1;
            if (person.Mother is { } mother)
                children[mother] = children.GetValueOrDefault(mother) + 1;
        }

        return persons.Values.FirstOrDefault(p => !kept.Contains(p.Id)
            && children.GetValueOrDefault(p.Id) is var count && (count == 0 || (count == 1 && p.IsFounder)))?.Id;
    }
}
