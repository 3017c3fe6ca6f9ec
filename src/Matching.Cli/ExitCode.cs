namespace Matching.Cli;

/// <summary>What the process answers to its caller.</summary>
internal static class ExitCode
{
    /// <summary>Done; warnings may have been printed.</summary>
    public const int Done = 0;

    /// <summary>A verification failed.</summary>
    public const int VerificationFailed = 1;

    /// <summary>Nothing was computed: wrong usage, unreadable input, an unexpected error.</summary>
    public const int NothingComputed = 2;

    /// <summary>Done, but persons were refused or cases are not supported.</summary>
    public const int DoneInPart = 3;
}
