using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Matching.Scale.Measuring;

/// <summary>Time that this thread spent on a processor, so that neighbours on the machine count less; wall time where that is not offered.</summary>
internal static class ThreadClock
{
    private const int ThreadCpuTime = 3;

    public static double Nanoseconds()
    {
        if (!OperatingSystem.IsLinux())
            return Wall();
        if (GetTime(ThreadCpuTime, out var time) != 0)
            throw new InvalidOperationException("The thread's processor time cannot be read.");
        return time.Seconds * 1e9 + time.Nanoseconds;
    }

    public static double Wall() => Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency);

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetTime(int clock, out Instant time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Instant
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
