using Matching.Tests.Architecture.Reading;

namespace Matching.Tests.Architecture;

public class NamespaceCycleTests
{
    [Fact]
    public void No_namespaces_need_each_other() => Rule.Holds(
        "Inside an assembly the declarations of two namespaces do not need each other, not even by way of a third. Move the type to where it is needed first.",
        SourceProject.All.SelectMany(project => Cycles([.. project.Assembly.Types.SelectMany(EdgesOf)])));

    [Fact]
    public void A_cycle_is_seen_by_way_of_a_third()
    {
        var cycles = Cycles([new("a", "b", "1"), new("b", "c", "2"), new("c", "a", "3"), new("c", "d", "4")]);
        Assert.Equal(["a needs b: 1", "b needs c: 2", "c needs a: 3"], cycles);
    }

    private static IEnumerable<Edge> EdgesOf(BuiltType type) =>
        from mention in type.Name == type.Name.Written ? type.Declaration() : []
        where mention.Type.IsIn("Matching") && mention.Type.Namespace != type.Name.Namespace && type.Name.IsIn("Matching")
        select new Edge(type.Name.Namespace, mention.Type.Namespace, mention.Where);

    private static IEnumerable<string> Cycles(IReadOnlyList<Edge> edges)
    {
        var reached = edges.Select(e => (e.From, e.To)).ToHashSet();
        string[] spaces = [.. edges.SelectMany(e => new[] { e.From, e.To }).Distinct()];
        foreach (string via in spaces)
            foreach (string from in spaces)
                foreach (string to in spaces)
                    if (reached.Contains((from, via)) && reached.Contains((via, to)))
                        reached.Add((from, to));
        return edges.Where(e => reached.Contains((e.To, e.From))).Select(e => $"{e.From} needs {e.To}: {e.Because}");
    }

    private sealed record Edge(string From, string To, string Because);
}
