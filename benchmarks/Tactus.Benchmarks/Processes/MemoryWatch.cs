namespace Tactus.Benchmarks.Processes;

/// <summary>Looks at a process's memory ten times a second while it runs.</summary>
internal sealed class MemoryWatch
{
    private static readonly TimeSpan s_every = TimeSpan.FromMilliseconds(100);

    private readonly List<long> _samples = [];

    /// <summary>Most that was resident at once, in KiB.</summary>
    public long Peak { get; private set; }

    /// <summary>How much larger it was at its end than after a quarter of its life; 1 when it stayed as it was.</summary>
    public double Growth => _samples.Count < 4 ? 1 : (double)_samples[^1] / _samples[_samples.Count / 4];

    /// <summary>Watches until the process is gone or the watch is cancelled.</summary>
    public async Task WatchAsync(int process, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(s_every);
        try
        {
            for (long now; (now = ProcessMemory.Now(process)) > 0; await timer.WaitForNextTickAsync(cancellationToken))
            {
                _samples.Add(now);
                Peak = Math.Max(Peak, ProcessMemory.Peak(process));
            }
        }
        catch (OperationCanceledException)
        {
            // The command has ended.
        }
    }
}
