using System.Collections.Immutable;
using Matching.Cli.MatchRun;
using Matching.Cli.Model;
using Matching.Formats;
using Matching.Genetics;
using Matching.Genetics.Hypotheses;
using Matching.Genetics.Populations;

namespace Matching.Cli.Simulation;

/// <summary>Runs <c>simulate</c> from reading to writing.</summary>
internal static class SimulateRunner
{
    public static int Run(SimulateSettings settings, TextWriter output, TextWriter error)
    {
        if (OutputPlaces.Fault(settings.Inputs, settings.Outputs) is { } place)
            return Refuse(place, error);
        var reader = new InputReader(error);
        var table = reader.ReadFrequencies(settings.Frequencies);
        var pedigrees = settings.Pedigrees is { } path ? reader.ReadPedigrees(path) : null;
        var matrices = settings.MutationMatrices is { } file ? reader.ReadMatrices(file) : null;
        FindingText.Write(reader.Findings, error, runRecord: null);
        if (table is null || (pedigrees is null && settings.Pedigrees is not null) || (matrices is null && settings.MutationMatrices is not null))
            return Refuse("an input could not be read; nothing was simulated.", error);
        var plans = FamilyPlan.Of(settings, pedigrees, out string? fault);
        var panel = PanelChoice.Of(settings, table, LocusCatalogue.Default);
        if ((fault ?? panel.Fault ?? NothingAsked(settings, plans)) is { } reason)
            return Refuse(reason, error);
        try
        {
            var rates = new MutationChoice(settings, matrices);
            var model = new KinshipModel(
                panel.Columns.Select(c => new KinshipLocus(c.Locus, c.Alleles, c.Published, c.SampleSize, rates.Female(c.Locus.Name, trio: false), rates.Male(c.Locus.Name))),
                RareAllelePolicy.FiveOverTwoN,
                settings.Theta);
            Describe(settings, panel, rates.Notes(model), output);
            Write(settings, plans, model, output);
            return pedigrees?.FamiliesRefused > 0 ? ExitCode.DoneInPart : ExitCode.Done;
        }
        catch (PedigreeException undefined)
        {
            return Refuse($"{undefined.Message} [{undefined.Code}]", error);
        }
    }

    private static string? NothingAsked(SimulateSettings settings, IReadOnlyList<FamilyPlan> plans) =>
        plans.Count + settings.Unrelated + settings.LoneChildren == 0
            ? "nothing to simulate. Name families with --family, --relationship or --pedigrees, or ask for --unrelated N or --lone-children N."
            : null;

    private static void Describe(SimulateSettings settings, PanelChoice panel, IEnumerable<string> notes, TextWriter output)
    {
        output.WriteLine($"Matching {ProgramVersion.Text}, simulated profiles: {panel.Columns.Length} loci ({panel.Description}), independent of each other.");
        output.WriteLine($"Settings: {string.Join(", ", settings.Lines())}.");
        if (!panel.LeftOut.IsEmpty)
            output.WriteLine($"Left out (no usable frequencies in the table): {string.Join(", ", panel.LeftOut)}.");
        foreach (string note in notes)
            output.WriteLine(note);
    }

    private static void Write(SimulateSettings settings, IReadOnlyList<FamilyPlan> plans, KinshipModel model, TextWriter output)
    {
        ImmutableArray<LocusModel> loci = [.. Enumerable.Range(0, model.Panel.Count).Select(model.At)];
        var simulator = new Simulator(settings, plans, loci);
        string[] names = [.. model.Panel.Loci.Select(l => l.Name)];
        AtomicFile.Write(settings.Children, children => AtomicFile.Write(settings.Relatives, relatives =>
            WriteOrNot(settings.Truth, truth => WriteOrNot(settings.PedigreesOut, pedigrees =>
            {
                var files = new SimulatedFiles(settings, names, simulator.OfUntyped, children, relatives, truth, pedigrees);
                foreach (var family in simulator.All())
                    files.Write(family);
                files.Summarise(output);
            }))));
    }

    private static void WriteOrNot(string? path, Action<TextWriter?> content)
    {
        if (path is null)
            content(null);
        else
            AtomicFile.Write(path, content);
    }

    private static int Refuse(string reason, TextWriter error)
    {
        error.WriteLine($"matching: {reason}");
        return ExitCode.NothingComputed;
    }
}
