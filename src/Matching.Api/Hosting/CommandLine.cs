namespace Matching.Api.Hosting;

/// <summary>The command line as settings.</summary>
internal static class CommandLine
{
    private static readonly (string Option, string Setting)[] Short = [("--demo", "Demo"), ("--database", "Database"), ("--url", "Url")];

    /// <summary>The arguments, short options written out: <c>--demo</c> is <c>--Matching:Demo=true</c>.</summary>
    public static string[] Settings(string[] args)
    {
        var settings = new List<string>(args.Length);
        for (int i = 0; i < args.Length; i++)
        {
            var (option, setting) = Array.Find(Short, s => s.Option == args[i].Split('=')[0]);
            if (option is null)
                settings.Add(args[i]);
            else if (args[i].Length > option.Length)
                settings.Add($"--{MatchingOptions.Section}:{setting}{args[i][option.Length..]}");
            else if (option == "--demo")
                settings.Add($"--{MatchingOptions.Section}:Demo=true");
            else if (i + 1 < args.Length)
                settings.Add($"--{MatchingOptions.Section}:{setting}={args[++i]}");
            else
                throw new StartRefusedException($"{option} needs a value.");
        }

        return [.. settings];
    }
}
