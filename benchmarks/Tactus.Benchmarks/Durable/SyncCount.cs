using Tactus.Benchmarks.Machines;
using Tactus.Benchmarks.Processes;

namespace Tactus.Benchmarks.Durable;

/// <summary>How often a run asked the kernel to bring something to the disk.</summary>
/// <param name="Syncs">Calls of fsync(2) and fdatasync(2).</param>
/// <param name="Ticks">Tenths of a second that the run took.</param>
internal sealed record SyncCount(int Syncs, int Ticks)
{
    /// <summary>Reads that the counted procedure makes.</summary>
    public const int Calls = 20_000;

    /// <summary>Counts those of a run; null without strace.</summary>
    public static SyncCount? Of(Surroundings surroundings, string procedure)
    {
        if (!ChildProcess.IsInstalled("strace"))
        {
            return null;
        }

        string log = Path.Combine(surroundings.Scratch, "syncs");
        ChildCommand run = TactusCommand.Run(surroundings, procedure, "none", "--quiet");
        ChildResult result = ChildProcess.Run(run with { Argv = ["strace", "-f", "--seccomp-bpf", "-e", "trace=fsync,fdatasync", "-o", log, .. run.Argv] });
        int syncs = File.ReadLines(log).Count(line => line.Contains("sync(", StringComparison.Ordinal));
        return new SyncCount(syncs, (int)(result.Elapsed / TimeSpan.FromMilliseconds(100)));
    }
}
