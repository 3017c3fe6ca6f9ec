using Matching.Engine.Classes;
using Matching.Engine.Queries;
using Matching.Engine.Scan;
using Matching.Engine.Store;
using Matching.Kernels;

namespace Matching.Engine.Filter;

/// <summary>The question who may have the child's own genotypes: such a record is reported whatever its ratio.</summary>
/// <remarks>
/// The first rows of a block suffice to leave out nearly everybody. A row has byte 0 where the genotypes can be equal or one
/// of them is missing, and 255 where they cannot.
/// </remarks>
internal static class IdentityFilter
{
    // Equal by chance at six discriminating loci: one in a million.
    private const int TypedLoci = 6;

    /// <summary>How many loci must be looked at so that every child is typed at enough of them.</summary>
    public static int LociFor(ReadOnlySpan<ChildQuery> children)
    {
        int most = 1;
        foreach (var child in children)
        {
            var order = child.Ratios.Classes.LociInOrder;
            int typed = 0, loci = 0;
            while (loci < order.Length && typed < TypedLoci)
                typed += child.Uses(order[loci++]) ? 1 : 0;
            most = Math.Max(most, loci);
        }

        return most;
    }

    /// <summary>True when nobody can be called identical with the child: too few of its loci are typed.</summary>
    public static bool IsIdle(ChildQuery child, bool hasFurtherLoci) => !hasFurtherLoci && child.Loci.Length < ScanOptions.IdenticalLoci;

    /// <summary>Writes the byte tables.</summary>
    /// <param name="child">The child.</param>
    /// <param name="members">Members per family.</param>
    /// <param name="member">The member in question.</param>
    /// <param name="loci">Loci looked at.</param>
    /// <param name="tables">128 bytes for each of loci x members rows.</param>
    public static void Write(ChildQuery child, int members, int member, int loci, Span<byte> tables)
    {
        tables.Clear();
        var classes = child.Ratios.Classes;
        for (int r = 0; r < loci; r++)
        {
            for (int m = 0; m < members; m++)
                tables[(r * members + m) * QueryBatch.TableSize + GenotypeClasses.Vacant] = byte.MaxValue;
            int locus = classes.LociInOrder[r];
            ushort code = child.Children.CodeAt(child.Row, locus);
            if (code == ProfileStore.Missing)
                continue;
            var table = tables.Slice((r * members + member) * QueryBatch.TableSize, QueryBatch.TableSize);
            table.Fill(byte.MaxValue);
            table[GenotypeClasses.Missing] = 0;
            if (code != ProfileStore.Outside)
                table[classes.At(locus).Of(code)] = 0;
        }
    }
}
