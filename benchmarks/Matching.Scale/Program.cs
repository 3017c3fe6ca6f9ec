using System.Diagnostics;
using Matching.Kernels;
using Matching.Scale;
using Matching.Scale.Finding;
using Matching.Scale.Registry;
using Matching.Scale.Searching;
using Matching.Scale.Simulated;

if (ScaleSettings.Read(args) is not { } settings)
{
    Console.Error.WriteLine(ScaleSettings.Usage);
    return 2;
}

ISection[] sections = [new KernelSection(), new RoleSection(), new CompileSection(), new EngineSection(), new FormSection(), new StandingSection(), new ImageSection(), new FindingSection(), new RegistrySection()];
if (settings.Only.FirstOrDefault(name => !Array.Exists(sections, section => section.Name == name)) is { } unknown)
{
    Console.Error.WriteLine($"There is no section '{unknown}'. Sections: {string.Join(", ", sections.Select(section => section.Name))}.");
    return 2;
}

Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, kernels {string.Join(", ", ScanKernels.Supported.Select(kernel => kernel.Name))}; times are p10 of {settings.Rounds} interleaved rounds unless said");
var summary = new Summary(settings.IsQuick, ScanKernels.Best.Name == "avx512vbmi");
foreach (var section in sections.Where(section => settings.Only.Count == 0 || settings.Only.Contains(section.Name, StringComparer.Ordinal)))
{
    var watch = Stopwatch.StartNew();
    Console.WriteLine();
    Console.WriteLine($"## {section.Name}");
    Console.WriteLine();
    section.Run(settings, summary);
    GC.Collect();
    Console.WriteLine($"({section.Name}: {watch.Elapsed.TotalSeconds:F0} s)");
}

summary.Print();
return summary.IsReached ? 0 : 1;
