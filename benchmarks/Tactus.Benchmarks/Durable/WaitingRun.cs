using System.Globalization;
using System.Text.Json;
using Tactus.Benchmarks.Machines;
using Tactus.Benchmarks.Measuring;
using Tactus.Benchmarks.Processes;

namespace Tactus.Benchmarks.Durable;

/// <summary>A run that waits for a person behind its entries. Each resume replays them all, asks, and waits again.</summary>
internal sealed class WaitingRun
{
    private const int Suspended = 3;

    private readonly ChildCommand _resume;

    private WaitingRun(ChildCommand resume) => _resume = resume;

    /// <summary>Most memory of the host in each resume, in KiB.</summary>
    public Sample HostPeak { get; } = new();

    /// <summary>Most memory of the guest in each resume, in KiB.</summary>
    public Sample GuestPeak { get; } = new();

    /// <summary>Runs the procedure until it waits.</summary>
    public static WaitingRun Record(Surroundings surroundings, int entries)
    {
        string procedure = surroundings.Procedure("replay.tac");
        string[] common = ["--driver", "none", "--trust", procedure + ".yml", "--no-interactive", "--json", "--quiet"];
        string input = string.Create(CultureInfo.InvariantCulture, $"entries={entries}");
        ChildCommand run = TactusCommand.Of(surroundings, ["run", procedure, "--param", input, .. common]) with { ExpectedExit = Suspended };
        using JsonDocument answer = JsonDocument.Parse(ChildProcess.Run(run).Output);
        string id = answer.RootElement.GetProperty("run_id").GetString()!;
        return new WaitingRun(TactusCommand.Of(surroundings, ["runs", "resume", id, .. common]) with { ExpectedExit = Suspended });
    }

    /// <summary>Resumes it.</summary>
    /// <returns>From before the start of the command to its end, in milliseconds.</returns>
    public double Resume()
    {
        using var ended = new CancellationTokenSource();
        Task<PeakMemory>? watching = null;
        ChildResult result = ChildProcess.Run(_resume, process => watching = PeakMemory.WatchAsync(process, ended.Token));
        ended.Cancel();
        PeakMemory peak = watching!.GetAwaiter().GetResult();
        HostPeak.Add(peak.Host);
        GuestPeak.Add(peak.Guest);
        return result.Elapsed.TotalMilliseconds;
    }
}
