using System.Globalization;
using Tactus.Benchmarks.Machines;
using Tactus.Benchmarks.Measuring;
using Tactus.Benchmarks.Reporting;

namespace Tactus.Benchmarks.Durable;

/// <summary>How long a run takes to come back to where it was, and whether what that needs grows with what it did before.</summary>
internal sealed class DurableBenchmark : IBenchmark
{
    private const double ReplayGoal = 2_000;
    private const double MemoryGoal = 1.2;
    private const double CostGoal = 1.3;
    private const double SyncGoal = 1.3;
    private const int Few = 1_000;

    /// <inheritdoc/>
    public string Name => "durable";

    /// <inheritdoc/>
    public string Title => "`tactus runs resume` of a run that waits behind its entries, driver none";

    /// <inheritdoc/>
    public Task RunAsync(Surroundings surroundings, ReportTable table)
    {
        int many = surroundings.Times(full: 100_000, quick: 20_000);
        var (none, few, tenth, half, whole) = (
            WaitingRun.Record(surroundings, 0), WaitingRun.Record(surroundings, Few), WaitingRun.Record(surroundings, many / 10),
            WaitingRun.Record(surroundings, many / 2), WaitingRun.Record(surroundings, many));
        IReadOnlyList<Sample> times = Rounds.Run(
            surroundings.Times(full: 11, quick: 3), none.Resume, few.Resume, tenth.Resume, half.Resume, whole.Resume);
        Sample replay = Difference(times[4], times[0]);
        Sample firstHalf = Difference(times[3], times[0]);
        Sample secondHalf = Difference(times[4], times[3]);

        table.AddFigure("nothing to replay: start to the question", times[0].Median, "ms");
        table.AddFigure($"replay of {many:N0} entries: what the start takes longer", replay.Median, "ms", ReplayGoal);
        table.AddRatio(
            $"the second {many / 2:N0} entries", Milliseconds(secondHalf), $"the first: {Milliseconds(firstHalf)}",
            secondHalf.Median / firstHalf.Median, CostGoal);
        AddMemory(table, "the guest", many, whole.GuestPeak, tenth.GuestPeak, few.GuestPeak);
        AddMemory(table, "the host", many, whole.HostPeak, tenth.HostPeak, few.HostPeak);
        AddSyncs(surroundings, table);
        return Task.CompletedTask;
    }

    private static Sample Difference(Sample longer, Sample shorter)
    {
        var difference = new Sample();
        foreach ((double first, double second) in longer.Values.Zip(shorter.Values))
        {
            difference.Add(first - second);
        }

        return difference;
    }

    // Beside a short journal and a middling one: what grows until a window is full is told from what grows with the journal.
    private static void AddMemory(ReportTable table, string whose, int many, Sample whole, Sample tenth, Sample few)
    {
        table.AddRatio(
            $"most memory of {whose} behind {many:N0} entries", Mebibytes(whole), $"behind {many / 10:N0}: {Mebibytes(tenth)}",
            whole.Median / tenth.Median, MemoryGoal);
        table.AddRatio(
            $"most memory of {whose} behind {many:N0} entries", Mebibytes(whole), $"behind {Few:N0}: {Mebibytes(few)}", whole.Median / few.Median,
            MemoryGoal);
    }

    private static void AddSyncs(Surroundings surroundings, ReportTable table)
    {
        string what = Invariant($"syncs in a run of {SyncCount.Calls:N0} reads");
        if (SyncCount.Of(surroundings, Path.Combine("benchmarks", "procedures", "many-calls.tac")) is not { } counted)
        {
            table.AddAbsence(what, "strace is not installed");
            return;
        }

        // What waits goes down each 100 ms, however much it is; a sync for each read would be twenty thousand.
        table.AddRatio(what, Invariant($"{counted.Syncs}"), Invariant($"tenths of a second that it took: {counted.Ticks}"), (double)counted.Syncs / counted.Ticks, SyncGoal);
    }

    private static string Milliseconds(Sample sample) => Invariant($"{sample.Median:0} ms");

    private static string Mebibytes(Sample sample) => Invariant($"{sample.Median / 1024:0.0} MiB");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
