using System.Diagnostics;
using System.Globalization;
using Tactus.Benchmarks.Machines;
using Tactus.Benchmarks.Measuring;
using Tactus.Benchmarks.Processes;
using Tactus.Benchmarks.Reporting;
using Tactus.Journal;
using Tactus.Journal.Sqlite;

namespace Tactus.Benchmarks.Journals;

/// <summary>What it costs to read back the history that a resumed run is answered from.</summary>
/// <param name="surroundings">Where and how often to measure.</param>
internal sealed class HistoryMeasurement(Surroundings surroundings)
{
    private const double TimeGoal = 1_000;
    private const double MemoryGoal = 32;
    private const double GrowthGoal = 1.3;
    private const int EntriesPerCheckpoint = 10;

    /// <summary>Measures histories of two lengths, and one that mostly lies in checkpoints that have ended.</summary>
    public async Task RunAsync(int few, int many, ReportTable table)
    {
        await using SqliteRunStore store = SqliteRunStore.Open(Path.Combine(surroundings.Scratch, "history.db"));
        await FillAsync(store, "few", few, Key);
        await FillAsync(store, "many", many, Key);
        await FillAsync(store, "nested", many, NestedKey);

        int rounds = surroundings.Times(full: 9, quick: 3);
        var (perFew, perMany, whole, nested) = (new Sample(), new Sample(), new Sample(), new Sample());
        long before = ProcessMemory.Now(Environment.ProcessId);
        long most = before;
        for (int round = 0; round < rounds; round++)
        {
            // The short history is read as often as it takes to be as long as the other, so that both are measured over the same time.
            long began = Stopwatch.GetTimestamp();
            for (int i = 0; i < many / few; i++)
            {
                await ReadAsync(store, "few", few);
            }

            perFew.Add(Stopwatch.GetElapsedTime(began) / many);
            began = Stopwatch.GetTimestamp();
            await ReadAsync(store, "many", many);
            TimeSpan took = Stopwatch.GetElapsedTime(began);
            perMany.Add(took / many);
            whole.Add(took);
            most = Math.Max(most, ProcessMemory.Now(Environment.ProcessId));
            began = Stopwatch.GetTimestamp();
            await ReadAsync(store, "nested", many / EntriesPerCheckpoint);
            nested.Add(Stopwatch.GetElapsedTime(began));
        }

        table.AddFigure($"history of {many:N0} entries, streamed", whole.Median, "ms", TimeGoal * many / 100_000);
        table.AddRatio(
            $"one entry of a history of {many:N0}", Microseconds(perMany), $"of {few:N0}: {Microseconds(perFew)}", perMany.RatioTo(perFew), GrowthGoal);
        table.AddFigure($"history of {many:N0} entries, 9 of 10 in ended checkpoints", nested.Median, "ms");
        table.AddFigure("memory that streaming adds to the process", (most - before) / 1024.0, "MiB", MemoryGoal);
    }

    private static EntryKey Key(int number) => new("main", number);

    // Each tenth entry is a checkpoint's own, behind the nine that lie in it.
    private static EntryKey NestedKey(int number)
    {
        int checkpoint = ((number - 1) / EntriesPerCheckpoint) + 1;
        return number % EntriesPerCheckpoint == 0
            ? new EntryKey("main", checkpoint)
            : new EntryKey(string.Create(CultureInfo.InvariantCulture, $"main/{checkpoint}.checkpoint"), number % EntriesPerCheckpoint);
    }

    private static async Task FillAsync(SqliteRunStore store, string run, int entries, Func<int, EntryKey> key)
    {
        await store.CreateAsync(JournalSample.Run(run), CancellationToken.None);
        for (int number = 1; number <= entries; number++)
        {
            await store.AppendAsync(
                run, 1, new JournalWrite(JournalSample.Entry(number, key(number)), CompletesIntent: false), Durability.Lazy, CancellationToken.None);
        }
    }

    private static async Task ReadAsync(SqliteRunStore store, string run, int expected)
    {
        int count = 0;
        await foreach (JournalEntry _ in store.ReadHistoryAsync(run, 1, CancellationToken.None))
        {
            count++;
        }

        if (count != expected)
        {
            throw new InvalidOperationException($"the history of {run} has {count} entries, not {expected}");
        }
    }

    private static string Microseconds(Sample sample) => string.Create(CultureInfo.InvariantCulture, $"{sample.Median * 1000:0.00} µs");
}
