using System.Xml.Linq;

namespace Matching.Tests.Architecture.Reading;

/// <summary>A project file under <c>src</c>, and the assembly built from it.</summary>
internal sealed class SourceProject
{
    private readonly XDocument _xml;
    private readonly Lazy<BuiltAssembly> _assembly;

    private SourceProject(string file)
    {
        File = Repository.RelativeTo(file);
        Name = Path.GetFileNameWithoutExtension(file);
        _xml = XDocument.Load(file);
        AssemblyName = Values("AssemblyName").FirstOrDefault() ?? Name;
        string built = Path.Combine(Path.GetDirectoryName(file)!, "bin", Repository.Configuration, Repository.Framework, AssemblyName + ".dll");
        _assembly = new Lazy<BuiltAssembly>(() => System.IO.File.Exists(built)
            ? new BuiltAssembly(built)
            : throw new InvalidOperationException($"{Repository.RelativeTo(built)} is missing. Build the solution before the tests."));
    }

    public static IReadOnlyList<SourceProject> All { get; } = [.. Repository.Files("src", "*.csproj").Select(file => new SourceProject(file))];

    public string File { get; }

    public string Name { get; }

    public string AssemblyName { get; }

    public string Sdk => (string?)_xml.Root!.Attribute("Sdk") ?? "none";

    public BuiltAssembly Assembly => _assembly.Value;

    /// <summary>Names of the referenced projects.</summary>
    public IEnumerable<string> ProjectReferences => Items("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    public IEnumerable<string> PackageReferences => Items("PackageReference");

    /// <summary>What the items of a kind include (or update), whatever their condition.</summary>
    public IEnumerable<string> Items(string kind) =>
        Elements(kind).Select(e => (string?)e.Attribute("Include") ?? (string?)e.Attribute("Update")).OfType<string>().SelectMany(list => list.Split(';'));

    public IEnumerable<string> Values(string property) => Elements(property).Select(e => e.Value.Trim());

    /// <summary>Projects named in the ground plan that exist.</summary>
    public static IEnumerable<SourceProject> Named(params string[] names) => All.Where(project => names.Contains(project.Name));

    private IEnumerable<XElement> Elements(string name) => _xml.Descendants().Where(e => e.Name.LocalName == name);
}
