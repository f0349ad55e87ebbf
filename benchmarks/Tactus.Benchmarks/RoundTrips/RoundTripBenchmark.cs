using System.Globalization;
using System.Text.Json;
using Tactus.Benchmarks.Machines;
using Tactus.Benchmarks.Measuring;
using Tactus.Benchmarks.Processes;
using Tactus.Benchmarks.Reporting;

namespace Tactus.Benchmarks.RoundTrips;

/// <summary>One <c>Host.call</c> as Lua sees it, in each driver, beside a bare echo of 64 bytes; and the host's memory meanwhile.</summary>
internal sealed class RoundTripBenchmark : IBenchmark
{
    private const double GoalMicroseconds = 200;

    // Flat: what a process still grows by is its collector's own business.
    private const double GoalGrowth = 1.2;
    private const int Calls = 20_000;

    /// <inheritdoc/>
    public string Name => "roundtrip";

    /// <inheritdoc/>
    public string Title => $"`Host.call` from Lua, {Calls:N0} calls in one run";

    /// <inheritdoc/>
    public async Task RunAsync(Surroundings surroundings, ReportTable table)
    {
        using EchoClient echo = EchoClient.Start(Path.Combine(Path.GetTempPath(), $"tactus-echo-{Environment.ProcessId}"));
        var bare = new Sample();
        var slowest = new Sample();
        IReadOnlyList<string> drivers = TactusCommand.UsableDrivers(surroundings);
        Dictionary<string, DriverRoundTrips> measured = drivers.ToDictionary(driver => driver, _ => new DriverRoundTrips(), StringComparer.Ordinal);
        for (int round = surroundings.Times(full: 3, quick: 1); round > 0; round--)
        {
            double[] spans = echo.Ping(Calls);
            bare.Add(Sample.Quantile(spans, 0.5));
            slowest.Add(Sample.Quantile(spans, 0.99));
            foreach (string driver in drivers)
            {
                await MeasureAsync(surroundings, driver, measured[driver]);
            }
        }

        string beside = string.Create(CultureInfo.InvariantCulture, $"bare echo: {bare.Median:0.0} µs");
        foreach ((string driver, DriverRoundTrips trips) in measured)
        {
            table.AddFigure($"{driver}, median", trips.Medians.Median, "µs", GoalMicroseconds, beside, trips.Medians.RatioTo(bare));
            table.AddFigure($"{driver}, 99 of 100 are below", trips.Slowest.Median, "µs");
            table.AddFigure($"{driver}, most memory of the host", trips.HostPeak.Median, "MiB");
            table.AddRatio($"{driver}, host's memory at the end", "", "after a quarter of the run", trips.HostGrowth.Median, GoalGrowth);
        }

        table.AddFigure("bare echo, 99 of 100 are below", slowest.Median, "µs");
    }

    private static async Task MeasureAsync(Surroundings surroundings, string driver, DriverRoundTrips trips)
    {
        var memory = new MemoryWatch();
        using var over = new CancellationTokenSource();
        Task watching = Task.CompletedTask;
        JsonElement output = TactusCommand.RunForJson(
            surroundings, surroundings.Procedure("roundtrip.tac"), driver,
            process => watching = Task.Run(() => memory.WatchAsync(process, over.Token)),
            "--param", $"calls={Calls}").GetProperty("output");
        await over.CancelAsync();
        await watching;
        trips.Medians.Add(output.GetProperty("median_nanos").GetDouble() / 1000);
        trips.Slowest.Add(output.GetProperty("p99_nanos").GetDouble() / 1000);
        trips.HostPeak.Add(memory.Peak / 1024.0);
        trips.HostGrowth.Add(memory.Growth);
    }
}
