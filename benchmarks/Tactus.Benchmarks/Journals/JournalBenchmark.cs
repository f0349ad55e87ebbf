using System.Diagnostics;
using System.Globalization;
using Tactus.Benchmarks.Machines;
using Tactus.Benchmarks.Measuring;
using Tactus.Benchmarks.Reporting;
using Tactus.Journal;
using Tactus.Journal.Sqlite;

namespace Tactus.Benchmarks.Journals;

/// <summary>What a durable step costs beside bare writes and fsyncs of as many bytes, and whether that stays so in a long journal.</summary>
internal sealed class JournalBenchmark : IBenchmark
{
    private const double StepGoal = 2.0;
    private const double GrowthGoal = 1.3;
    private const int ShortJournal = 1_000;

    private readonly RawLog _raw = new();
    private int _number;

    /// <inheritdoc/>
    public string Name => "journal";

    /// <inheritdoc/>
    public string Title => "The journal";

    /// <inheritdoc/>
    public async Task RunAsync(Surroundings surroundings, ReportTable table)
    {
        int rounds = surroundings.Times(full: 500, quick: 50);
        int longJournal = surroundings.Times(full: 100_000, quick: 10_000);
        await using SqliteRunStore store = SqliteRunStore.Open(Path.Combine(surroundings.Scratch, "journal.db"));
        await store.CreateAsync(JournalSample.Run("steps"), CancellationToken.None);
        using FileStream file = File.Create(Path.Combine(surroundings.Scratch, "raw"), bufferSize: 0);

        await MeasureAppendAsync(store, file, rounds, table);
        await GrowAsync(store, ShortJournal);
        Sample early = await MeasureStepAsync(store, file, rounds, table);
        await GrowAsync(store, longJournal);
        Sample late = await MeasureStepAsync(store, file, rounds, table: null);
        table.AddRatio(
            $"durable step behind {longJournal:N0} entries", Milliseconds(late), $"behind {ShortJournal:N0}: {Milliseconds(early)}",
            late.Median / early.Median, GrowthGoal);
        await new HistoryMeasurement(surroundings).RunAsync(store, ShortJournal, longJournal, table);
    }

    private static string Milliseconds(Sample sample) => string.Create(CultureInfo.InvariantCulture, $"{sample.Median:0.00} ms");

    private async Task MeasureAppendAsync(SqliteRunStore store, FileStream file, int rounds, ReportTable table)
    {
        var (durable, raw) = (new Sample(), new Sample());
        for (int round = 0; round < rounds; round++)
        {
            durable.Add(await TimeAsync(() => AppendAsync(store, JournalSample.Entry(++_number), Durability.Flushed)));
            raw.Add(_raw.Append(file, times: 1));
        }

        string beside = $"write and fsync of {JournalSample.EntryBytes} bytes: {Milliseconds(raw)}";
        table.AddRatio("flushed append", Milliseconds(durable), beside, durable.RatioTo(raw));
        table.AddFigure("flushed append, 99 of 100 are below", Sample.Quantile(durable.Values, 0.99), "ms");
        var reading = new Sample();
        for (int round = 0; round < rounds; round++)
        {
            reading.Add(await TimeAsync(() => AppendAsync(store, JournalSample.Entry(++_number) with { Class = "read" }, Durability.Lazy)));
        }

        table.AddRatio("a read's entry, which waits for no disk", Microseconds(reading), beside, reading.RatioTo(raw));
    }

    private async Task<Sample> MeasureStepAsync(SqliteRunStore store, FileStream file, int rounds, ReportTable? table)
    {
        var (step, raw) = (new Sample(), new Sample());
        for (int round = 0; round < rounds; round++)
        {
            JournalEntry entry = JournalSample.Entry(++_number);
            step.Add(await TimeAsync(async () =>
            {
                await AppendAsync(store, JournalSample.Intent(entry), Durability.Flushed);
                await store.AppendAsync("steps", 1, new JournalWrite(entry, CompletesIntent: true), Durability.Flushed, CancellationToken.None);
            }));
            raw.Add(_raw.Append(file, times: 2));
        }

        table?.AddRatio(
            "durable step: intent and result, each flushed", Milliseconds(step), $"two writes and fsyncs: {Milliseconds(raw)}",
            step.RatioTo(raw), StepGoal);
        return step;
    }

    private async Task GrowAsync(SqliteRunStore store, int entries)
    {
        while (_number < entries)
        {
            await AppendAsync(store, JournalSample.Entry(++_number), Durability.Lazy);
        }

        // A flush brings down what waits, so that the next measurement does not pay for it.
        await AppendAsync(store, JournalSample.Entry(++_number), Durability.Flushed);
    }

    private static ValueTask AppendAsync(SqliteRunStore store, JournalEntry entry, Durability durability) =>
        store.AppendAsync("steps", 1, new JournalWrite(entry, CompletesIntent: false), durability, CancellationToken.None);

    private static async Task<TimeSpan> TimeAsync(Func<ValueTask> action)
    {
        long began = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(began);
    }

    private static string Microseconds(Sample sample) => string.Create(CultureInfo.InvariantCulture, $"{sample.Median * 1000:0.0} µs");
}
