using Matching.Genetics.Hypotheses;
using Matching.Genetics.Markers;

namespace Matching.Genetics.Likelihood;

/// <summary>A hypothesis with its names resolved: persons are numbers, identical persons are one.</summary>
internal sealed class PedigreeShape
{
    private const int Paternal = 0, Maternal = 1;

    private readonly int[] _father;
    private readonly int[] _mother;
    private readonly Sex[] _sex;

    public PedigreeShape(Hypothesis hypothesis, IReadOnlyList<string> typed, string? sought)
    {
        var pedigree = hypothesis.Pedigree;
        Count = pedigree.Persons.Length;
        Order = [.. pedigree.Order];
        Names = [.. pedigree.Persons.Select(p => p.Id)];
        _sex = [.. pedigree.Persons.Select(p => p.Sex)];
        _father = [.. pedigree.Persons.Select(p => p.Father is null ? -1 : pedigree.IndexOf(p.Father))];
        _mother = [.. pedigree.Persons.Select(p => p.Mother is null ? -1 : pedigree.IndexOf(p.Mother))];
        Places = [.. typed.Select(id => PlaceOf(hypothesis, id))];
        if (typed.Distinct(StringComparer.Ordinal).Count() != typed.Count)
            throw new PedigreeException("hypothesis.person-twice", "A typed person is given twice. Merge the profiles, or give them two names in one identity group.");
        Sought = sought is null ? -1 : PlaceOf(hypothesis, sought);
        if (Sought >= 0 && Places.Contains(Sought))
            throw new PedigreeException("hypothesis.sought-typed", $"'{sought}' is sought and typed at once.");
    }

    /// <summary>Number of persons in the pedigree.</summary>
    public int Count { get; }

    /// <summary>Persons, parents before children.</summary>
    public int[] Order { get; }

    /// <summary>Ids, for messages.</summary>
    public string[] Names { get; }

    /// <summary>The place in the pedigree of each typed person.</summary>
    public int[] Places { get; }

    /// <summary>The person whose genotype may stay open; -1 for none.</summary>
    public int Sought { get; }

    /// <summary>The first slot of a person: 0 (paternal), or 1 when there is no paternal allele (a male at an X locus).</summary>
    public int FirstSlot(int person, bool x)
    {
        if (!x)
            return Paternal;
        if (_sex[person] == Sex.Unknown)
            throw new PedigreeException("likelihood.sex-unknown", $"The sex of '{Names[person]}' must be known at an X locus.");
        return _sex[person] == Sex.Male ? Maternal : Paternal;
    }

    /// <summary>The parent who gives the allele of a slot; -1 when it is a draw from the population.</summary>
    public int ParentOf(int person, int slot) => slot == Paternal ? _father[person] : _mother[person];

    /// <summary>True when every allele of the person is a draw from the population.</summary>
    public bool IsFounder(int person, bool x)
    {
        for (int slot = FirstSlot(person, x); slot <= Maternal; slot++)
            if (ParentOf(person, slot) >= 0)
                return false;
        return true;
    }

    /// <summary>The sex of the parent who fills a slot.</summary>
    public static Sex SexOfSlot(int slot) => slot == Paternal ? Sex.Male : Sex.Female;

    private static int PlaceOf(Hypothesis hypothesis, string id)
    {
        int place = hypothesis.PlaceOf(id);
        return place >= 0 ? place : throw new PedigreeException("hypothesis.person-missing", $"'{id}' has no place in the hypothesis '{hypothesis.Name}'.");
    }
}
