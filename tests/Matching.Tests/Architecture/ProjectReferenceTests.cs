using System.Xml.Linq;
using Matching.Tests.Architecture.Reading;

namespace Matching.Tests.Architecture;

public class ProjectReferenceTests
{
    private static readonly string[] FrameworkFolders =
    [
        Path.GetDirectoryName(typeof(object).Assembly.Location)!,
        Path.GetDirectoryName(typeof(object).Assembly.Location)!.Replace("Microsoft.NETCore.App", "Microsoft.AspNetCore.App"),
    ];

    [Fact]
    public void Every_project_has_a_room_in_the_ground_plan() => Rule.Holds(
        "Each project under src stands in GroundPlan.Rooms, with the SDK given there.",
        from project in SourceProject.All
        where GroundPlan.RoomOf(project.Name)?.Sdk != project.Sdk
        select $"{project.File}: {project.Name} with the SDK {project.Sdk}");

    [Fact]
    public void Projects_reference_only_what_the_ground_plan_allows() => Rule.Holds(
        "A project file references only the projects and packages of its line in GroundPlan.Rooms.",
        from project in SourceProject.All
        let room = GroundPlan.RoomOf(project.Name)
        where room is not null
        from name in project.ProjectReferences.Except(room.Projects)
            .Concat(project.PackageReferences.Except(room.Packages))
            .Concat(project.Items("Reference"))
            .Concat(project.Items("FrameworkReference").Where(_ => room.Project != GroundPlan.Api))
        select $"{project.File}: {name}");

    [Fact]
    public void Assemblies_reference_only_what_the_ground_plan_allows() => Rule.Holds(
        "An assembly references only the framework and what its line in GroundPlan.Rooms allows.",
        from project in SourceProject.All
        let room = GroundPlan.RoomOf(project.Name)
        where room is not null
        let allowed = room.Projects.Concat(room.Packages.SelectMany(GroundPlan.AssembliesOf))
        from name in project.Assembly.References.Except(allowed)
        where !IsFramework(name)
        select $"{project.File}: {name}");

    [Fact]
    public void What_one_room_keeps_to_itself_is_named_nowhere_else() => Rule.Holds(
        "Numerics stay in Statistics, databases in Storage, the web in Api; Genetics, Kernels and Engine have no package.",
        from project in SourceProject.All
        from name in project.PackageReferences.Concat(project.Assembly.References)
        where Array.Exists(GroundPlan.Exclusive, e => project.Name != e.Room && name.StartsWith(e.Prefix, StringComparison.Ordinal))
            || (project.Name is GroundPlan.Genetics or GroundPlan.Kernels or GroundPlan.Engine && project.PackageReferences.Contains(name))
        select $"{project.File}: {name}");

    [Fact]
    public void The_ground_plan_is_layered() => Rule.Holds(
        "A project references only rows above its own in GroundPlan.Rooms.",
        from room in GroundPlan.Rooms
        from name in room.Projects
        where Array.FindIndex(GroundPlan.Rooms, r => r.Project == name) is var at && (at < 0 || at >= Array.IndexOf(GroundPlan.Rooms, room))
        select $"{room.Project}: {name}");

    [Fact]
    public void Nothing_reaches_a_project_by_another_door() => Rule.Holds(
        "References stand in the project file alone: no imports, no props of its own, no internals shown to other products; only analysers are global.",
        (from project in SourceProject.All
         from name in project.Items("Import").Concat(project.Items("InternalsVisibleTo").Where(friend => !IsTestOrBenchmark(friend)))
         select $"{project.File}: {name}")
        .Concat(Repository.Files("src", "Directory.*").Select(Repository.RelativeTo))
        .Concat(from file in Directory.EnumerateFiles(Repository.Root, "Directory.*")
                from element in XDocument.Load(file).Descendants()
                where element.Name.LocalName is "PackageReference" or "ProjectReference" or "Reference" or "FrameworkReference" or "Import"
                    || (element.Name.LocalName == "GlobalPackageReference" && !GroundPlan.Analysers.Contains((string?)element.Attribute("Include")))
                select $"{Repository.RelativeTo(file)}: {element}"));

    private static bool IsFramework(string assembly) => Array.Exists(FrameworkFolders, folder => File.Exists(Path.Combine(folder, assembly + ".dll")));

    private static bool IsTestOrBenchmark(string assembly) =>
        assembly == "Matching.Benchmarks" || assembly == "Matching.Scale" || assembly.EndsWith(".Tests", StringComparison.Ordinal);
}
