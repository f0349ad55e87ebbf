using System.Diagnostics;
using System.Globalization;
using Tactus.Benchmarks.Machines;
using Tactus.Benchmarks.Measuring;
using Tactus.Benchmarks.Reporting;
using Tactus.Journal;
using Tactus.Journal.Sqlite;
using Tactus.Protocol.Values;

namespace Tactus.Benchmarks.Journals;

/// <summary>A durable entry of the journal, beside a write and an fsync of as many bytes.</summary>
internal sealed class JournalBenchmark : IBenchmark
{
    private const string RunId = "benchmark";
    private const int EntryBytes = 512;

    /// <inheritdoc/>
    public string Name => "journal";

    /// <inheritdoc/>
    public string Title => "One durable entry of the journal";

    /// <inheritdoc/>
    public async Task RunAsync(Surroundings surroundings, ReportTable table)
    {
        int appends = surroundings.Times(full: 500, quick: 50);
        await using SqliteRunStore store = SqliteRunStore.Open(Path.Combine(surroundings.Scratch, "journal.db"));
        await store.CreateAsync(Record(), CancellationToken.None);
        await using FileStream file = File.Create(Path.Combine(surroundings.Scratch, "raw"), bufferSize: 0);
        var durable = new Sample();
        var raw = new Sample();
        for (int number = 1; number <= appends; number++)
        {
            long began = Stopwatch.GetTimestamp();
            await store.AppendAsync(RunId, 1, new JournalWrite(Entry(number), CompletesIntent: false), Durability.Flushed, CancellationToken.None);
            durable.Add(Stopwatch.GetElapsedTime(began));

            began = Stopwatch.GetTimestamp();
            file.Write(new byte[EntryBytes]);
            file.Flush(flushToDisk: true);
            raw.Add(Stopwatch.GetElapsedTime(began));
        }

        table.AddRatio("flushed append", Milliseconds(durable), $"write and fsync of {EntryBytes} bytes: {Milliseconds(raw)}", durable.RatioTo(raw));
        table.AddFigure("flushed append, 99 of 100 are below", Sample.Quantile(durable.Values, 0.99), "ms");
    }

    private static RunRecord Record()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return new RunRecord
        {
            Id = RunId,
            Status = RunStatus.Running,
            ProcedurePath = "/benchmark.tac",
            Hashes = new Dictionary<string, string>(StringComparer.Ordinal),
            Input = Value.EmptyMap.Encode(),
            GrantJson = "{}",
            Seed = 1,
            LanguageVersion = "1.0",
            Driver = "none",
            Executor = ExecutorIdentity.Current().ToString(),
            CreatedAt = now,
            HeartbeatAt = now,
        };
    }

    private static JournalEntry Entry(int number)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return new JournalEntry
        {
            Key = new EntryKey("main", number),
            Sequence = number,
            Kind = "file.write",
            Name = "report.md",
            Class = "idempotent",
            ArgumentsHash = new byte[32],
            Arguments = new byte[EntryBytes / 2],
            Status = EntryStatus.Succeeded,
            Result = new byte[EntryBytes / 4],
            SourceFile = "benchmark.tac",
            SourceLine = 1,
            Delivery = number,
            StartedAt = now,
            EndedAt = now,
        };
    }

    private static string Milliseconds(Sample sample) => string.Create(CultureInfo.InvariantCulture, $"{sample.Median:0.00} ms");
}
