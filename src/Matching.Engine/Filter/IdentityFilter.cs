using Matching.Engine.Classes;
using Matching.Engine.Store;
using Matching.Kernels;

namespace Matching.Engine.Filter;

/// <summary>The byte tables of the question who may have a person's own genotypes.</summary>
/// <remarks>
/// The first rows of a block suffice to leave out nearly everybody. A row has byte 0 where the genotypes can be equal or one
/// of them is missing, and 255 where they cannot.
/// </remarks>
internal static class IdentityFilter
{
    // Equal by chance at five discriminating loci: one in some hundred thousand.
    private const int TypedLoci = 5;

    /// <summary>How many loci must be looked at so that a person is typed at enough of them.</summary>
    public static int LociFor(in IdentityQuestion question, ClassPanel classes)
    {
        var codes = question.Persons.Row(question.Row);
        int typed = 0, loci = 0;
        while (loci < classes.LocusCount && typed < TypedLoci)
            typed += codes[classes.LociInOrder[loci++]] != ProfileStore.Missing ? 1 : 0;
        return loci;
    }

    /// <summary>Writes the byte tables.</summary>
    /// <param name="question">The question.</param>
    /// <param name="classes">The classes of the model.</param>
    /// <param name="persons">Persons per column.</param>
    /// <param name="loci">Loci looked at.</param>
    /// <param name="tables">128 bytes for each of loci x persons rows.</param>
    public static void Write(in IdentityQuestion question, ClassPanel classes, int persons, int loci, Span<byte> tables)
    {
        tables.Clear();
        var codes = question.Persons.Row(question.Row);
        for (int r = 0; r < loci; r++)
        {
            for (int m = 0; m < persons; m++)
                tables[(r * persons + m) * QueryBatch.TableSize + GenotypeClasses.Vacant] = byte.MaxValue;
            int locus = classes.LociInOrder[r];
            if (codes[locus] == ProfileStore.Missing)
                continue;
            var table = tables.Slice((r * persons + question.Member) * QueryBatch.TableSize, QueryBatch.TableSize);
            table.Fill(byte.MaxValue);
            table[GenotypeClasses.Missing] = 0;
            if (codes[locus] != ProfileStore.Outside)
                table[classes.At(locus).Of(codes[locus])] = 0;
        }
    }
}
