using System.Diagnostics;
using Tactus.Journal;
using Tactus.Journal.Sqlite;

namespace Tactus.Benchmarks.Journals;

/// <summary>A journal of one run in a file of its own, to which steps are appended and timed.</summary>
internal sealed class StepJournal : IAsyncDisposable
{
    private const string RunId = "steps";

    private readonly SqliteRunStore _store;
    private int _number;

    private StepJournal(SqliteRunStore store) => _store = store;

    /// <summary>Makes the file, with a run of so many entries.</summary>
    public static async Task<StepJournal> CreateAsync(string path, int entries)
    {
        var journal = new StepJournal(SqliteRunStore.Open(path));
        await journal._store.CreateAsync(JournalSample.Run(RunId), CancellationToken.None);
        while (journal._number < entries)
        {
            await journal.AppendAsync(journal.Next(), Durability.Lazy);
        }

        // What waits goes down now, so that the first measurement does not pay for it.
        await journal.AppendAsync(journal.Next(), Durability.Flushed);
        return journal;
    }

    /// <summary>Times an entry that is on disk when the call returns.</summary>
    public Task<TimeSpan> AppendFlushedAsync() => TimeAsync(() => AppendAsync(Next(), Durability.Flushed));

    /// <summary>Times the entry of a read, which nobody waits for.</summary>
    public Task<TimeSpan> AppendReadAsync() => TimeAsync(() => AppendAsync(Next() with { Class = "read" }, Durability.Lazy));

    /// <summary>Times what a side effect costs: its intent on disk before it, its result behind it.</summary>
    public Task<TimeSpan> StepAsync()
    {
        JournalEntry entry = Next();
        return TimeAsync(async () =>
        {
            await AppendAsync(JournalSample.Intent(entry), Durability.Flushed);
            await _store.AppendAsync(RunId, 1, new JournalWrite(entry, CompletesIntent: true), Durability.Flushed, CancellationToken.None);
        });
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private static async Task<TimeSpan> TimeAsync(Func<ValueTask> action)
    {
        long began = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(began);
    }

    private JournalEntry Next() => JournalSample.Entry(++_number);

    private ValueTask AppendAsync(JournalEntry entry, Durability durability) =>
        _store.AppendAsync(RunId, 1, new JournalWrite(entry, CompletesIntent: false), durability, CancellationToken.None);
}
