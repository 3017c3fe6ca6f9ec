using System.Collections.Immutable;
using Matching.Formats;
using Matching.Genetics.Pedigrees;

namespace Matching.Cli.Simulation;

/// <summary>A kind of family to simulate: its variants by sex, one of which is drawn for every copy.</summary>
/// <param name="Name">How it was asked for.</param>
/// <param name="Variants">Equally likely patterns.</param>
/// <param name="FamilyId">Family id of a pedigree file; null when families are numbered.</param>
/// <param name="HasFamily">True when the members are filed under a family.</param>
internal sealed record FamilyPlan(string Name, ImmutableArray<FamilyPattern> Variants, string? FamilyId, bool HasFamily)
{
    /// <summary>Every kind of family that the settings ask for; the fault is null when they can be built.</summary>
    public static IReadOnlyList<FamilyPlan> Of(SimulateSettings settings, PedigreeTable? pedigrees, out string? fault)
    {
        var plans = new List<FamilyPlan>();
        fault = null;
        foreach (string family in settings.Families)
        {
            var roles = FamilyRoleList.Read(family, out string? wrong);
            fault ??= wrong;
            if (wrong is null)
                plans.Add(new FamilyPlan(family, FamilyPattern.OfRoles(roles), null, HasFamily: true));
        }

        if (settings.Relationship is { } relationship)
            plans.Add(new FamilyPlan(relationship.Name, FamilyPattern.OfRelationship(relationship), null, HasFamily: false));
        plans.AddRange((pedigrees?.Families ?? []).Select(f => new FamilyPlan(f.Family, FamilyPattern.OfPedigree(f.Pedigree, f.MissingPerson, settings.Untyped), f.Family, HasFamily: true)));
        fault ??= FaultOfPedigrees(settings, pedigrees);
        return plans;
    }

    private static string? FaultOfPedigrees(SimulateSettings settings, PedigreeTable? pedigrees)
    {
        if (pedigrees is null)
            return settings.Untyped.IsEmpty ? null : "--untyped names persons of --pedigrees FILE, which was not given.";
        Person[] persons = [.. pedigrees.Families.SelectMany(f => f.Pedigree.Persons)];
        if (settings.Untyped.FirstOrDefault(id => !persons.Any(p => p.Id == id)) is { } unknown)
            return $"--untyped names '{unknown}', who is in no family of the pedigree file.";
        var twice = pedigrees.Families
            .SelectMany(f => f.Pedigree.Persons.Where(p => !settings.Untyped.Contains(p.Id)).Select(p => p.Id))
            .CountBy(id => id, StringComparer.Ordinal).FirstOrDefault(count => count.Value > 1);
        if (twice.Key is not null)
            return $"The person '{twice.Key}' stands in {twice.Value} families of the pedigree file. Profiles are filed by person id, so give every person an id of its own.";
        return settings.Copies > 1 && settings.PedigreesOut is null
            ? "--families above 1 numbers the families of a pedigree file; add --pedigrees-out FILE to write pedigrees with the new ids."
            : null;
    }
}
