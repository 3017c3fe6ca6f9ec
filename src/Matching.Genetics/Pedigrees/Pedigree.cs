using System.Collections.Immutable;
using Matching.Genetics.Markers;

namespace Matching.Genetics.Pedigrees;

/// <summary>Persons and who their parents are: any number of families, loops and inbreeding included.</summary>
public sealed class Pedigree
{
    private readonly Dictionary<string, int> _indexOf = new(StringComparer.Ordinal);

    /// <summary>Makes and checks a pedigree.</summary>
    /// <exception cref="PedigreeException">
    /// <c>pedigree.person-twice</c>, <c>pedigree.unknown-parent</c>, <c>pedigree.parent-sex</c>, <c>pedigree.cycle</c>.
    /// </exception>
    public Pedigree(IEnumerable<Person> persons)
    {
        Person[] given = [.. persons];
        for (int i = 0; i < given.Length; i++)
            if (!_indexOf.TryAdd(given[i].Id, i))
                throw new PedigreeException("pedigree.person-twice", $"Person '{given[i].Id}' stands twice in the pedigree.");
        foreach (var person in given)
        {
            CheckParent(given, person, person.Father, Sex.Male, "father");
            CheckParent(given, person, person.Mother, Sex.Female, "mother");
        }

        Persons = [.. given];
        Order = OrderByDescent();
    }

    /// <summary>The persons, in the order given.</summary>
    public ImmutableArray<Person> Persons { get; }

    /// <summary>Indices into <see cref="Persons"/> with every parent before its children.</summary>
    public ImmutableArray<int> Order { get; }

    /// <summary>The place of a person; -1 when not in the pedigree.</summary>
    public int IndexOf(string id) => _indexOf.TryGetValue(id, out int index) ? index : -1;

    /// <summary>True when the pedigree names the person.</summary>
    public bool Contains(string id) => _indexOf.ContainsKey(id);

    private void CheckParent(Person[] persons, Person child, string? parent, Sex role, string word)
    {
        if (parent is null)
            return;
        if (!_indexOf.TryGetValue(parent, out int at))
            throw new PedigreeException("pedigree.unknown-parent", $"The {word} '{parent}' of '{child.Id}' is not a person of the pedigree. Add a row for that person.");
        if (persons[at].Sex == Sex.Unknown)
            persons[at] = persons[at] with { Sex = role };
        else if (persons[at].Sex != role)
            throw new PedigreeException("pedigree.parent-sex", $"'{parent}' is the {word} of '{child.Id}' but has the other sex. Correct the sex or the parent.");
    }

    // By a stack of its own: a file may hold a line of ancestors longer than the call stack.
    private ImmutableArray<int> OrderByDescent()
    {
        const byte open = 1, done = 2;
        var order = ImmutableArray.CreateBuilder<int>(Persons.Length);
        var state = new byte[Persons.Length];
        var waiting = new Stack<int>(Enumerable.Range(0, Persons.Length).Reverse());
        while (waiting.TryPop(out int person))
        {
            if (state[person] == done)
                continue;
            if (state[person] == open)
            {
                state[person] = done;
                order.Add(person);
                continue;
            }

            state[person] = open;
            waiting.Push(person);
            foreach (string? parent in (ReadOnlySpan<string?>)[Persons[person].Mother, Persons[person].Father])
            {
                if (parent is null)
                    continue;
                if (state[_indexOf[parent]] == open)
                    throw new PedigreeException("pedigree.cycle", $"Person '{parent}' is an own ancestor. Correct the parents.");
                waiting.Push(_indexOf[parent]);
            }
        }

        return order.MoveToImmutable();
    }
}
