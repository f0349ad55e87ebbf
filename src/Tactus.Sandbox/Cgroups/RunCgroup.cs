using System.Globalization;
using Tactus.Sandbox.Native;

namespace Tactus.Sandbox.Cgroups;

/// <summary>The cgroup of one guest; disposing it ends everything in it and removes it.</summary>
/// <param name="directories">Its directory, or one for each controller.</param>
/// <param name="memoryEvents">The file that counts what the memory limit ended, or null.</param>
internal sealed class RunCgroup(IReadOnlyList<string> directories, string? memoryEvents) : IDisposable
{
    private const int Attempts = 50;

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

    /// <summary>Ends everything in it and removes it. What cannot be removed yet is left to the next sweep.</summary>
    public void Dispose()
    {
        foreach (string directory in directories.Where(Directory.Exists))
        {
            bool removed = TryRemove(directory);
            for (int attempt = 0; attempt < Attempts && !removed; attempt++)
            {
                EndProcesses(directory);
                Thread.Yield();
                removed = TryRemove(directory);
            }
        }
    }

    private static void EndProcesses(string directory)
    {
        foreach (string line in File.ReadAllLines(Path.Combine(directory, "cgroup.procs")))
        {
            _ = Libc.Kill(int.Parse(line, CultureInfo.InvariantCulture), LinuxConstants.SignalKill);
        }
    }

    private static bool TryRemove(string directory)
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
}
