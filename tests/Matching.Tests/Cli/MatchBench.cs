using System.Globalization;
using Matching.Cli;

namespace Matching.Tests.Cli;

/// <summary>Runs the command <c>match</c> on small files in a folder of its own.</summary>
internal sealed class MatchBench : IDisposable
{
    /// <summary>Round numbers, so that ratios can be worked out by hand; 5/(2N) is far below every frequency.</summary>
    public const string Frequencies = """
        Allele,D3S1358,TH01,vWA
        7,,0.3,
        9,,0.5,
        9.3,,0.2,
        14,0.25,,0.5
        15,0.25,,0.3
        16,0.5,,0.2
        N,5000,5000,5000
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("matching-test-").FullName;

    public MatchBench() => File("f.csv", Frequencies);

    public string Output { get; private set; } = string.Empty;

    public string Error { get; private set; } = string.Empty;

    public string PathOf(string name) => Path.Combine(_folder, name);

    public MatchBench File(string name, string content)
    {
        System.IO.File.WriteAllText(PathOf(name), content);
        return this;
    }

    public string Read(string name) => System.IO.File.ReadAllText(PathOf(name));

    public IEnumerable<string> Files() => Directory.EnumerateFiles(_folder).Select(f => Path.GetFileName(f));

    /// <summary>Runs with arguments parted by spaces; names of files of the folder get their path.</summary>
    public int Run(string arguments)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture), error = new(CultureInfo.InvariantCulture);
        string[] words = [.. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Contains('.') && !double.TryParse(w, CultureInfo.InvariantCulture, out _) ? PathOf(w) : w)];
        int code = CommandLine.Run(Program.Root(), ["match", .. words], output, error);
        (Output, Error) = (output.ToString(), error.ToString());
        return code;
    }

    /// <summary>Runs with the round table and no mutation unless said otherwise, and returns the rows of the CSV.</summary>
    public List<Dictionary<string, string>> Rows(string options = "", string children = "c.csv", string relatives = "r.csv")
    {
        string model = options.Contains("--mutation-model", StringComparison.Ordinal) ? "" : "--mutation-model none";
        string table = options.Contains("--frequencies", StringComparison.Ordinal) ? "" : "--frequencies f.csv";
        int code = Run($"{children} {relatives} {table} {model} --out out.csv {options}");
        Assert.True(code is 0 or 3, Error);
        return Parse(Read("out.csv"));
    }

    public static List<Dictionary<string, string>> Parse(string csv)
    {
        string[] lines = csv.TrimEnd('\n').Split('\n');
        string[] header = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => header.Zip(Cells(line)).ToDictionary(c => c.First, c => c.Second))];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static List<string> Cells(string line)
    {
        var cells = new List<string> { "" };
        bool quoted = false;
        foreach (char c in line)
        {
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                cells.Add("");
            else
                cells[^1] += c;
        }

        return cells;
    }
}
