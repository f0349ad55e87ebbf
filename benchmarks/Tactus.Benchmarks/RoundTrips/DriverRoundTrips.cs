using Tactus.Benchmarks.Measuring;

namespace Tactus.Benchmarks.RoundTrips;

/// <summary>What was measured of one driver, one value a run.</summary>
internal sealed class DriverRoundTrips
{
    /// <summary>Median of a run's calls, in microseconds.</summary>
    public Sample Medians { get; } = new();

    /// <summary>What 99 of 100 calls of a run stay below, in microseconds.</summary>
    public Sample Slowest { get; } = new();

    /// <summary>Most memory of the host's process, in MiB.</summary>
    public Sample HostPeak { get; } = new();

    /// <summary>The host's memory at the end, as a multiple of what it was after a quarter of the run.</summary>
    public Sample HostGrowth { get; } = new();
}
