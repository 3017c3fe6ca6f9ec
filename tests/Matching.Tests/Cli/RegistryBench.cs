using Matching.Cli;
using Matching.Tests.Verification;

namespace Matching.Tests.Cli;

/// <summary>Runs commands on a registry in a folder of its own.</summary>
internal sealed class RegistryBench : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public string Database => PathOf("registry.db");

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public string PathOf(string name) => Path.Combine(_folder.Path, name);

    public RegistryBench File(string name, string content)
    {
        System.IO.File.WriteAllText(PathOf(name), content);
        return this;
    }

    /// <summary>Runs a command; words that name files of the folder are made whole.</summary>
    public int Run(params string[] words)
    {
        using StringWriter output = new(), error = new();
        int code = CommandLine.Run(Program.Root(), words, output, error);
        (Output, Error) = (output.ToString(), error.ToString());
        return code;
    }

    /// <summary>Imports files of the folder.</summary>
    public int Import(string files, params string[] further) => Run(["import", .. files.Split(' ').Select(PathOf), "--to", Database, .. further]);

    /// <summary>Simulates children and relatives into <c>children.csv</c> and <c>parents.csv</c>.</summary>
    public RegistryBench Simulate(params string[] what)
    {
        Assert.Equal(0, Run(["simulate", .. what, "--children", PathOf("children.csv"), "--relatives", PathOf("parents.csv")]));
        return this;
    }

    public void Dispose() => _folder.Dispose();
}
