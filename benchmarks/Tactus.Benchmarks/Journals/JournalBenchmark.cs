using System.Globalization;
using Tactus.Benchmarks.Machines;
using Tactus.Benchmarks.Measuring;
using Tactus.Benchmarks.Reporting;

namespace Tactus.Benchmarks.Journals;

/// <summary>What a durable step costs beside bare writes and fsyncs of as many bytes, and whether that stays so in a long journal.</summary>
internal sealed class JournalBenchmark : IBenchmark
{
    private const double StepGoal = 2.0;
    private const double GrowthGoal = 1.3;
    private const int ShortJournal = 1_000;

    /// <inheritdoc/>
    public string Name => "journal";

    /// <inheritdoc/>
    public string Title => "The journal";

    /// <inheritdoc/>
    public async Task RunAsync(Surroundings surroundings, ReportTable table)
    {
        int longJournal = surroundings.Times(full: 100_000, quick: 10_000);
        await MeasureStepsAsync(surroundings, longJournal, table);
        await new HistoryMeasurement(surroundings).RunAsync(ShortJournal, longJournal, table);
    }

    private static async Task MeasureStepsAsync(Surroundings surroundings, int longJournal, ReportTable table)
    {
        await using StepJournal few = await StepJournal.CreateAsync(Path.Combine(surroundings.Scratch, "few.db"), ShortJournal);
        await using StepJournal many = await StepJournal.CreateAsync(Path.Combine(surroundings.Scratch, "many.db"), longJournal);
        using var raw = new RawLog(Path.Combine(surroundings.Scratch, "raw"));
        var (append, rawAppend, step, rawStep, lateStep, read) = (new Sample(), new Sample(), new Sample(), new Sample(), new Sample(), new Sample());
        int rounds = surroundings.Times(full: 500, quick: 50);
        for (int round = 0; round < rounds; round++)
        {
            append.Add(await few.AppendFlushedAsync());
            rawAppend.Add(raw.Append(times: 1));
            step.Add(await few.StepAsync());
            rawStep.Add(raw.Append(times: 2));
            lateStep.Add(await many.StepAsync());
        }

        // By themselves: a flush between them would carry them down and seem slow.
        for (int round = 0; round < rounds; round++)
        {
            read.Add(await few.AppendReadAsync());
        }

        string besideAppend = $"write and fsync of {JournalSample.EntryBytes} bytes: {Milliseconds(rawAppend)}";
        table.AddRatio("flushed append", Milliseconds(append), besideAppend, append.RatioTo(rawAppend));
        table.AddFigure("flushed append, 99 of 100 are below", Sample.Quantile(append.Values, 0.99), "ms");
        table.AddRatio(
            "durable step: intent and result, each flushed", Milliseconds(step), $"two writes and fsyncs: {Milliseconds(rawStep)}",
            step.RatioTo(rawStep), StepGoal);
        table.AddRatio(
            $"durable step behind {longJournal:N0} entries", Milliseconds(lateStep), $"behind {ShortJournal:N0}: {Milliseconds(step)}",
            lateStep.RatioTo(step), GrowthGoal);
        table.AddRatio("a read's entry, which waits for no disk", Microseconds(read), besideAppend, read.RatioTo(rawAppend));
    }

    private static string Microseconds(Sample sample) => string.Create(CultureInfo.InvariantCulture, $"{sample.Median * 1000:0.0} µs");

    private static string Milliseconds(Sample sample) => string.Create(CultureInfo.InvariantCulture, $"{sample.Median:0.00} ms");
}
