namespace Matching.Scale.Arrays;

/// <summary>A2: what a careful programmer writes without tables: the formula per pair and locus, over arrays.</summary>
internal sealed class ArrayBaselines(ArrayPanel panel, ArrayPersons persons)
{
    public const int Persons = 20_000;

    public ArrayPersons People => persons;

    /// <summary>LR that a person is a parent of a child.</summary>
    public double Parent(ReadOnlySpan<byte> child, int person)
    {
        var alleles = persons[person];
        double product = 1;
        for (int locus = 0, at = 0; at < alleles.Length; locus++, at += 2)
            if (alleles[at] != ArrayPersons.Missing && child[at] != ArrayPersons.Missing)
                product *= ArrayFormulas.Parent(panel, locus, child[at], child[at + 1], alleles[at], alleles[at + 1]);
        return product;
    }

    /// <summary>LR that a person is a full sibling of a child.</summary>
    public double Sibling(ReadOnlySpan<byte> child, int person)
    {
        var alleles = persons[person];
        double product = 1;
        for (int locus = 0, at = 0; at < alleles.Length; locus++, at += 2)
            if (alleles[at] != ArrayPersons.Missing && child[at] != ArrayPersons.Missing)
                product *= ArrayFormulas.Sibling(panel, locus, child[at], child[at + 1], alleles[at], alleles[at + 1]);
        return product;
    }

    /// <summary>The same by a table per locus.</summary>
    public double SiblingByTable(ReadOnlySpan<byte> child, int person)
    {
        var alleles = persons[person];
        double product = 1;
        for (int locus = 0, at = 0; at < alleles.Length; locus++, at += 2)
            if (alleles[at] != ArrayPersons.Missing && child[at] != ArrayPersons.Missing)
                product *= ArrayFormulas.SiblingByTable(panel, locus, child[at], child[at + 1], alleles[at], alleles[at + 1]);
        return product;
    }

    /// <summary>LR that two persons are the parents of a child.</summary>
    public double Couple(ReadOnlySpan<byte> child, int father, int mother)
    {
        ReadOnlySpan<byte> his = persons[father], hers = persons[mother];
        double product = 1;
        for (int locus = 0, at = 0; at < his.Length; locus++, at += 2)
        {
            if (child[at] == ArrayPersons.Missing)
                continue;
            int c1 = child[at], c2 = child[at + 1];
            if (his[at] != ArrayPersons.Missing && hers[at] != ArrayPersons.Missing)
                product *= ArrayFormulas.Couple(panel, locus, c1, c2, (his[at], his[at + 1]), (hers[at], hers[at + 1]));
            else if (his[at] != ArrayPersons.Missing)
                product *= ArrayFormulas.Parent(panel, locus, c1, c2, his[at], his[at + 1]);
            else if (hers[at] != ArrayPersons.Missing)
                product *= ArrayFormulas.Parent(panel, locus, c1, c2, hers[at], hers[at + 1]);
        }

        return product;
    }

    /// <summary>Number of parents whose ratio reaches a threshold, over all persons.</summary>
    public int Parents(ReadOnlySpan<byte> child, double threshold)
    {
        int hits = 0;
        for (int person = 0; person < persons.Count; person++)
            hits += Parent(child, person) >= threshold ? 1 : 0;
        return hits;
    }

    /// <summary>The same of siblings.</summary>
    public int Siblings(ReadOnlySpan<byte> child, double threshold)
    {
        int hits = 0;
        for (int person = 0; person < persons.Count; person++)
            hits += Sibling(child, person) >= threshold ? 1 : 0;
        return hits;
    }

    /// <summary>The same by a table per locus.</summary>
    public int SiblingsByTable(ReadOnlySpan<byte> child, double threshold)
    {
        int hits = 0;
        for (int person = 0; person < persons.Count; person++)
            hits += SiblingByTable(child, person) >= threshold ? 1 : 0;
        return hits;
    }

    /// <summary>The same of couples: a father and the mother behind him.</summary>
    public int Couples(ReadOnlySpan<byte> child, double threshold)
    {
        int hits = 0;
        for (int father = 0; father + 1 < persons.Count; father += 2)
            hits += Couple(child, father, father + 1) >= threshold ? 1 : 0;
        return hits;
    }
}
