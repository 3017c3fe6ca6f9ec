namespace Matching.Cli.Simulation;

/// <summary>The files of one simulation, filled family by family.</summary>
internal sealed class SimulatedFiles
{
    private readonly SimulateSettings _settings;
    private readonly ProfileRowWriter _children;
    private readonly ProfileRowWriter _relatives;
    private readonly TruthWriter? _truth;
    private readonly PedigreeRowWriter? _pedigrees;

    public SimulatedFiles(
        SimulateSettings settings, IReadOnlyList<string> loci, Random untyped, TextWriter children, TextWriter relatives, TextWriter? truth, TextWriter? pedigrees)
    {
        _settings = settings;
        _children = new ProfileRowWriter(children, loci, settings.Missing, untyped, DropOutBut(DropOutSide.Relatives));
        _relatives = new ProfileRowWriter(relatives, loci, settings.Missing, untyped, DropOutBut(DropOutSide.Children));
        _truth = truth is null ? null : new TruthWriter(truth, loci);
        _pedigrees = pedigrees is null ? null : new PedigreeRowWriter(pedigrees);
    }

    public void Write(SimulatedFamily family)
    {
        var (pattern, run) = (family.Pattern, family.Run);
        if (pattern.Child is { } child)
        {
            int at = pattern.Pedigree.IndexOf(child);
            _children.Write(family.IdOf(child), null, null, pattern.Pedigree.Persons[at].Sex, run.ObservedOf(at));
        }

        foreach (var member in pattern.Members)
        {
            int at = pattern.Pedigree.IndexOf(member.Id);
            _relatives.Write(family.IdOf(member.Id), family.Family, member.StatedRole, pattern.Pedigree.Persons[at].Sex, run.ObservedOf(at));
        }

        _truth?.Write(family);
        _pedigrees?.Write(family);
    }

    public void Summarise(TextWriter output)
    {
        output.WriteLine($"{_children.Rows} children in {_settings.Children}, {_relatives.Rows} relatives in {_settings.Relatives}{(_settings.Truth is { } truth ? $", the truth in {truth}" : "")}.");
        output.WriteLine($"Compare them: matching match {_settings.Children} {_settings.Relatives}{(_settings.Relationship is { } relationship && relationship.Name != "parent-child" ? $" --relationship {relationship.Name}" : "")}{((_settings.PedigreesOut ?? _settings.Pedigrees) is { } pedigrees ? $" --pedigrees {pedigrees}" : "")}");
    }

    private double? DropOutBut(DropOutSide other) =>
        _settings.DropOut > 0 && _settings.DropOutOn != other ? _settings.DropOut : null;
}
