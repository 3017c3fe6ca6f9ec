using Matching.Genetics.Markers;
using Matching.Genetics.Simulation;

namespace Matching.Cli.Simulation;

/// <summary>Writes what the profiles do not tell: who everybody is, which alleles mutated and which were lost.</summary>
internal sealed class TruthWriter
{
    private readonly TextWriter _writer;
    private readonly string[] _loci;

    public TruthWriter(TextWriter writer, IEnumerable<string> loci)
    {
        _writer = writer;
        _loci = [.. loci];
        writer.WriteLine("person,file,true_family,stated_role,true_role,mutated_from_father,mutated_from_mother,lost_loci");
    }

    /// <summary>Writes a row for each typed person of a family.</summary>
    public void Write(SimulatedFamily family)
    {
        if (family.Pattern.Child is { } child)
            Write(family, child, "children", null, family.TrueFamily is null ? FamilyPattern.Unrelated : FamilyPattern.ChildId);
        foreach (var member in family.Pattern.Members)
            Write(family, member.Id, "relatives", member.StatedRole, member.TrueRole);
    }

    private void Write(SimulatedFamily family, string id, string file, string? stated, string role)
    {
        var pedigree = family.Pattern.Pedigree;
        var person = pedigree.Persons[pedigree.IndexOf(id)];
        bool isRelated = role != FamilyPattern.Unrelated;
        _writer.WriteLine(string.Join(',',
            MatchRun.Text.Cell(family.IdOf(id)),
            file,
            MatchRun.Text.Cell(isRelated ? family.TrueFamily ?? string.Empty : string.Empty),
            stated,
            MatchRun.Text.Cell(role),
            Mutated(family.Run, id, person.Father, alleles => alleles.Paternal),
            Mutated(family.Run, id, person.Mother, alleles => alleles.Maternal),
            Lost(family.Run, pedigree.IndexOf(id))));
    }

    // An allele that the parent carries too may have mutated into it; nobody could tell, so it does not count.
    private string Mutated(SimulatedPedigree run, string person, string? parent, Func<TrueAlleles, Allele> inherited)
    {
        if (parent is null)
            return string.Empty;
        int to = run.Pedigree.IndexOf(person), from = run.Pedigree.IndexOf(parent);
        return Names(locus => inherited(run.TrueAt(to, locus)) is { IsNone: false } allele
            && allele != run.TrueAt(from, locus).Paternal && allele != run.TrueAt(from, locus).Maternal);
    }

    private string Lost(SimulatedPedigree run, int person) => Names(locus =>
    {
        var seen = run.ObservedAt(person, locus);
        var carried = run.TrueAt(person, locus);
        return IsUnseen(carried.Paternal, seen) || IsUnseen(carried.Maternal, seen);
    });

    // A homozygote that lost one copy looks the same as one that lost none.
    private static bool IsUnseen(Allele carried, Genotype seen) =>
        !carried.IsNone && (seen == default || (carried != seen.First && carried != seen.Second));

    private string Names(Func<int, bool> isMeant) => string.Join(';', Enumerable.Range(0, _loci.Length).Where(isMeant).Select(locus => _loci[locus]));
}
