using System.Globalization;

namespace Tactus.Journal;

/// <summary>Names one process for good: numbers are reused, so the boot, the pid namespace and the start are part of it.</summary>
/// <param name="Host">Name of the machine, for people.</param>
/// <param name="Boot">The kernel's boot id, or <c>-</c> when unknown.</param>
/// <param name="PidNamespace">Inode of the pid namespace; 0 when unknown.</param>
/// <param name="ProcessId">Number of the process in its pid namespace.</param>
/// <param name="StartTicks">Start in clock ticks since boot; 0 when unknown.</param>
public sealed record ExecutorIdentity(string Host, string Boot, long PidNamespace, int ProcessId, long StartTicks)
{
    private const string UnknownBoot = "-";

    // ESRCH: it ended between the opening of its file and the reading.
    private const int NoSuchProcess = 3;

    // Position of starttime in /proc/PID/stat, counted from the state that follows the command's closing parenthesis.
    private const int StartTimeAfterState = 19;

    /// <summary>The identity of this process.</summary>
    public static ExecutorIdentity Current()
    {
        long start = 0;
        try
        {
            TryReadStat(Environment.ProcessId, out _, out start);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Without a /proc it has no start that anybody could look for.
        }

        return new ExecutorIdentity(Environment.MachineName, ReadBoot(), ReadPidNamespace(), Environment.ProcessId, start);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <returns>Null when the text is something else.</returns>
    public static ExecutorIdentity? TryParse(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 5
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var pidNamespace)
            && int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
            && long.TryParse(parts[4], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            ? new ExecutorIdentity(parts[0], parts[1], pidNamespace, processId, start)
            : null;
    }

    /// <summary>Looks whether that process is there.</summary>
    public ExecutorLiveness Probe()
    {
        if (StartTicks == 0 || PidNamespace == 0 || Boot == UnknownBoot || Boot != ReadBoot() || PidNamespace != ReadPidNamespace())
        {
            return ExecutorLiveness.Unknown;
        }

        try
        {
            return TryReadStat(ProcessId, out var state, out var start) && start == StartTicks && state is not ('Z' or 'X')
                ? ExecutorLiveness.Alive
                : ExecutorLiveness.Dead;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // That it cannot be looked at, for want of a descriptor say, is no sign of its end.
            return ExecutorLiveness.Unknown;
        }
    }

    /// <summary><c>host/boot/pid namespace/pid/start</c>: what a run's record holds.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Host.Replace('/', '_')}/{Boot}/{PidNamespace}/{ProcessId}/{StartTicks}");

    private static string ReadBoot()
    {
        try
        {
            return File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return UnknownBoot;
        }
    }

    private static long ReadPidNamespace()
    {
        try
        {
            // Reads as pid:[4026531836].
            var target = new FileInfo("/proc/self/ns/pid").LinkTarget ?? "";
            return long.TryParse(
                target.AsSpan().TrimStart("pid:[").TrimEnd(']'), NumberStyles.None, CultureInfo.InvariantCulture, out var inode) ? inode : 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    // False when there is no such process.
    private static bool TryReadStat(int processId, out char state, out long start)
    {
        try
        {
            // The command may hold spaces and parentheses, so the fields are counted from the last parenthesis.
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            state = fields[0][0];
            start = long.Parse(fields[StartTimeAfterState], CultureInfo.InvariantCulture);
            return true;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException || error.HResult == NoSuchProcess)
        {
            (state, start) = ('?', 0);
            return false;
        }
    }
}
