using Matching.Engine.Packed;
using Matching.Engine.Queries;
using Matching.Genetics.Pedigrees;
using Matching.Scale.Measuring;

namespace Matching.Scale.Searching;

/// <summary>Every other form of a search against its own naive form: the same scan with an exact product for every pair.</summary>
internal sealed class FormSection : ISection
{
    private const double Log10 = 4;
    private const double Theta = 0.01;
    private const double DropOut = 0.05;

    public string Name => "forms";

    public void Run(ScaleSettings settings, Summary summary)
    {
        int persons = settings.IsQuick ? 10_000 : 100_000, children = settings.IsQuick ? 4 : 16;
        Form[] forms =
        [
            new("parents", 0, 0, Parents, world => world.ChildrenOfOne(children)),
            new("full siblings", 0, 0, world => Families.OfRole(world.Relatives, FamilyRole.Brother, world.Relatives.Count)[0], world => world.Siblings(children)),
            new("parents, theta 0.01", Theta, 0, Parents, world => world.ChildrenOfOne(children)),
            new("parents, drop-out 0.05", 0, DropOut, Parents, world => world.ChildrenOfOne(children)),
            new("couples", 0, 0, Couples, world => world.ChildrenOfTwo(children)),
            new("couples, theta 0.01", Theta, 0, Couples, world => world.ChildrenOfTwo(children)),
            new("couples, drop-out 0.05", 0, DropOut, Couples, world => world.ChildrenOfTwo(children)),
            new("two grandparents and an uncle", 0, 0, world => Grandparents(world, persons / 100), world => world.ChildrenOfOne(4 * children)),
        ];
        Console.WriteLine("| form | families x children | filtered ns per pair | naive ns per pair | naive / filtered | rescored | identical |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var form in forms)
            Measure(form, persons, settings, summary);
        Console.WriteLine();
    }

    private static FamilySnapshot Parents(SearchWorld world) => Families.OfRole(world.Relatives, FamilyRole.Father, world.Relatives.Count)[0];

    private static FamilySnapshot Couples(SearchWorld world) => Families.Couples(world.Relatives, world.Relatives.Count / 2);

    private static FamilySnapshot Grandparents(SearchWorld world, int count) =>
        Families.OfRoles(world.Relatives, count, FamilyRole.PaternalGrandfather, FamilyRole.PaternalGrandmother, FamilyRole.PaternalUncle);

    private static void Measure(Form form, int persons, ScaleSettings settings, Summary summary)
    {
        var world = new SearchWorld(PanelModel.Of(form.Theta), seed: 14, form.DropOut);
        world.Grow(persons);
        var families = form.Families(world);
        var children = form.Children(world);
        double pairs = (double)families.Count * children.Length;
        var rounds = new Rounds();
        var filtered = rounds.Add(form.Name, pairs, () => Answers.Filtered(children, families, Answers.AtLeast(Log10)));
        var naive = rounds.Add($"{form.Name}, naive", pairs, () => Answers.Exact(children, families, Answers.AtLeast(Log10)));
        rounds.Run(settings.FewRounds);
        bool isSame = Answers.AreExact(children, families, Log10);
        long rescored = Answers.Filtered(children, families, Answers.AtLeast(Log10)).Rescored;
        Console.WriteLine($"| {form.Name} | {families.Count} x {children.Length} | {filtered.P10:G4} | {naive.P10:G4} | {naive.P10 / filtered.P10:G4} | {rescored} | {(isSame ? "yes" : "NO")} |");
        summary.Identical("16", $"{form.Name}: every kernel, threshold and best ten; {naive.P10 / filtered.P10:N0} x its naive form", isSame);
    }

    private sealed record Form(
        string Name, double Theta, double DropOut, Func<SearchWorld, FamilySnapshot> Families, Func<SearchWorld, ChildQuery[]> Children);
}
