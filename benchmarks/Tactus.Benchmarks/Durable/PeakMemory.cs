using Tactus.Benchmarks.Processes;

namespace Tactus.Benchmarks.Durable;

/// <summary>Most memory of a host and of its guest, in KiB.</summary>
/// <param name="Host">The host's.</param>
/// <param name="Guest">The guest's; 0 when it was never seen.</param>
internal sealed record PeakMemory(long Host, long Guest)
{
    private static readonly TimeSpan s_every = TimeSpan.FromMilliseconds(10);

    /// <summary>Watches until told that the command has ended. The kernel keeps the peak, so the last look is what counts.</summary>
    public static async Task<PeakMemory> WatchAsync(int host, CancellationToken ended)
    {
        var peak = new PeakMemory(0, 0);
        using var timer = new PeriodicTimer(s_every);
        int guest = 0;
        try
        {
            while (true)
            {
                guest = guest == 0 ? GuestOf(host) : guest;
                peak = new PeakMemory(
                    Math.Max(peak.Host, ProcessMemory.Peak(host)), guest == 0 ? 0 : Math.Max(peak.Guest, ProcessMemory.Peak(guest)));
                await timer.WaitForNextTickAsync(ended);
            }
        }
        catch (OperationCanceledException)
        {
            return peak;
        }
    }

    // The driver none makes the guest a child of the host's, started by any of its threads.
    private static int GuestOf(int host)
    {
        try
        {
            return Directory.EnumerateDirectories($"/proc/{host}/task")
                .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(int.Parse)
                .FirstOrDefault(child => File.ReadAllText($"/proc/{child}/comm").StartsWith("tactus-guest", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            // A thread or a child ended between two looks.
            return 0;
        }
    }
}
