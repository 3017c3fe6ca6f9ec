using System.Collections.Immutable;
using Matching.Formats;

namespace Matching.Cli.Simulation;

/// <summary>The loci to simulate.</summary>
/// <param name="Columns">Their frequencies, in the order of the kit or of the list.</param>
/// <param name="Description">Where the list is from.</param>
/// <param name="LeftOut">Loci without usable frequencies in the table.</param>
/// <param name="Fault">What stands in the way; null when nothing does.</param>
internal sealed record PanelChoice(ImmutableArray<FrequencyColumn> Columns, string Description, ImmutableArray<string> LeftOut, string? Fault)
{
    public static PanelChoice Of(SimulateSettings settings, FrequencyTable table, LocusCatalogue catalogue)
    {
        if (!settings.Loci.IsEmpty)
            return OfNames(settings.Loci, table, catalogue);
        string wanted = settings.Kit ?? SimulateSettings.DefaultKit;
        var kit = catalogue.Kits.FirstOrDefault(k => k.Id.Equals(wanted, StringComparison.OrdinalIgnoreCase) || k.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase));
        if (kit is null)
            return Refused($"There is no kit '{wanted}'. Known are {string.Join(", ", catalogue.Kits.Select(k => k.Id))}; or name loci with --loci.");
        return Chosen([.. kit.Loci.Select(l => l.Name)], kit.Name, table);
    }

    private static PanelChoice OfNames(ImmutableArray<string> names, FrequencyTable table, LocusCatalogue catalogue)
    {
        var loci = new List<string>();
        foreach (string name in names)
        {
            if (!catalogue.TryResolve(name, out var locus))
                return Refused($"There is no locus '{name}' in the catalogue. Check the spelling.");
            if (table.Find(locus.Name) is null)
                return Refused($"The table {table.Id} has no frequencies of {locus.Name}. Leave the locus out, or name another table with --frequencies.");
            if (loci.Contains(locus.Name))
                return Refused($"The locus {locus.Name} is named twice.");
            loci.Add(locus.Name);
        }

        return Chosen(loci, "as listed", table);
    }

    private static PanelChoice Chosen(IReadOnlyList<string> loci, string description, FrequencyTable table)
    {
        // A bin such as ">27" is no allele that a profile could show.
        string[] without = [.. loci.Where(l => table.Find(l) is not { } column || column.Alleles.Any(a => !a.HasLength))];
        return without.Length == loci.Count
            ? Refused($"The table {table.Id} has no usable frequencies of any locus of {description}. Choose another kit or another table.")
            : new PanelChoice([.. loci.Except(without).Select(table.Find).OfType<FrequencyColumn>()], description, [.. without], null);
    }

    private static PanelChoice Refused(string fault) => new([], string.Empty, [], fault);
}
