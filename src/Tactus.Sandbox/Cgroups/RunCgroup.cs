using System.Globalization;
using Tactus.Sandbox.Native;

namespace Tactus.Sandbox.Cgroups;

/// <summary>The cgroup of one guest; disposing it ends everything in it and removes it.</summary>
/// <param name="directories">Its directory, or one for each controller.</param>
/// <param name="memoryEvents">The file that counts what the memory limit ended, or null.</param>
internal sealed class RunCgroup(IReadOnlyList<string> directories, string? memoryEvents) : IAsyncDisposable
{
    private const int Attempts = 200;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(2);

    /// <summary>True when the memory limit ended a process in it.</summary>
    internal bool OutOfMemory
        => memoryEvents is not null && File.Exists(memoryEvents)
            && File.ReadLines(memoryEvents).Any(line => line.StartsWith("oom_kill ", StringComparison.Ordinal) && line != "oom_kill 0");

    /// <summary>Puts a process into it.</summary>
    /// <exception cref="IOException">It may not be moved.</exception>
    internal void Add(int process)
    {
        foreach (string directory in directories)
        {
            File.WriteAllText(Path.Combine(directory, "cgroup.procs"), process.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Ends everything in it and removes it. What cannot be removed within half a second is left to the next sweep.</summary>
    public async ValueTask DisposeAsync()
    {
        // A process leaves its cgroup a moment after its parent has learnt of its end, and no event tells of that.
        using var pause = new PeriodicTimer(s_pause);
        string[] left = [.. directories.Where(directory => !TryRemove(directory))];
        for (int attempt = 0; attempt < Attempts && left.Length > 0; attempt++)
        {
            await pause.WaitForNextTickAsync();
            Array.ForEach(left, EndProcesses);
            left = [.. left.Where(directory => !TryRemove(directory))];
        }
    }

    /// <summary>Removes a cgroup unless something is in it.</summary>
    internal static bool TryRemove(string directory)
    {
        try
        {
            Directory.Delete(directory);
            return true;
        }
        catch (IOException)
        {
            return !Directory.Exists(directory);
        }
    }

    private static void EndProcesses(string directory)
    {
        string members = Path.Combine(directory, "cgroup.procs");
        foreach (string line in File.Exists(members) ? File.ReadAllLines(members) : [])
        {
            _ = Libc.Kill(int.Parse(line, CultureInfo.InvariantCulture), LinuxConstants.SignalKill);
        }
    }
}
