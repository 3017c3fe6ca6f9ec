using System.Text;

namespace Matching.Cli.MatchRun;

/// <summary>Writes a file under a temporary name beside its place and renames it when complete, so that no half file is ever seen.</summary>
internal static class AtomicFile
{
    private static readonly UTF8Encoding WithoutMark = new(encoderShouldEmitUTF8Identifier: false);

    public static void Write(string path, Action<TextWriter> content)
    {
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var writer = new StreamWriter(temporary, append: false, WithoutMark) { NewLine = "\n" })
                content(writer);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
