using System.Runtime.CompilerServices;
using Tactus.Journal.Sqlite.Files;
using Tactus.Journal.Sqlite.Pruning;
using Tactus.Journal.Sqlite.Reading;
using Tactus.Journal.Sqlite.Writing;
using Tactus.Protocol;

namespace Tactus.Journal.Sqlite;

/// <summary>Runs in one SQLite file: write-ahead log, <c>synchronous=FULL</c>, group commit. Several processes may share the file.</summary>
/// <remarks>Thread-safe. Reads run on the caller's thread; they wait for no writer.</remarks>
public sealed class SqliteRunStore : IRunStore
{
    private readonly TimeProvider _time;
    private readonly GroupCommitWriter _writer;
    private readonly ReadConnection _reader;
    private readonly Pruner _pruner;

    private SqliteRunStore(DatabaseFile file, SqliteConnection connection, TimeProvider time)
    {
        _time = time;
        _writer = new GroupCommitWriter(new BatchCommitter(connection, file.Path), time);
        _reader = new ReadConnection(file);
        _pruner = new Pruner(_reader, _writer, time);
    }

    /// <summary>Opens the file; a missing one is made with mode 0600, its missing folder with mode 0700.</summary>
    /// <param name="path">Path of the file, for instance <c>$XDG_STATE_HOME/tactus/runs.db</c>.</param>
    /// <param name="time">The clock of heartbeats and of the lazy delay. Default: the system's.</param>
    /// <exception cref="TactusException">TAC6001 damaged, TAC6002 newer, TAC6003 another program's, TAC6004 cannot be opened,
    /// TAC6005 disk full, TAC6006 failed, TAC6007 locked, TAC6008 no SQLite library, TAC6009 folder open to others. The file is left as it is.</exception>
    public static SqliteRunStore Open(string path, TimeProvider? time = null)
    {
        var file = new DatabaseFile(Path.GetFullPath(path), SchemaMigrations.All);
        return new SqliteRunStore(file, file.OpenChecked(), time ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public ValueTask CreateAsync(RunRecord record, CancellationToken cancellationToken)
    {
        RunRules.RequireNew(record);
        return WriteAsync(new CreateRun(record), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<RunRecord?> FindAsync(string runId, CancellationToken cancellationToken) =>
        Read(connection => RunReader.Find(connection, runId), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ResolvePrefixAsync(string prefix, int limit, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<string>>(connection => RunReader.FindByPrefix(connection, prefix, limit), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunRecord>> ListAsync(RunQuery query, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<RunRecord>>(connection => RunReader.List(connection, query, _time.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<long> TakeOverAsync(string runId, long expectedEpoch, string executor, CancellationToken cancellationToken)
    {
        var operation = new TakeOverRun(runId, expectedEpoch, executor, _time.GetUtcNow());
        await WriteAsync(operation, cancellationToken);
        return operation.Epoch;
    }

    /// <inheritdoc/>
    public ValueTask HeartbeatAsync(string runId, long epoch, CancellationToken cancellationToken) =>
        WriteAsync(new BeatHeart(new Execution(runId, epoch), _time.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public ValueTask CompleteAsync(string runId, long epoch, RunCompletion completion, CancellationToken cancellationToken) =>
        WriteAsync(new CompleteRun(new Execution(runId, epoch), completion), cancellationToken);

    /// <inheritdoc/>
    public ValueTask AddHashAsync(string runId, long epoch, string name, string hash, CancellationToken cancellationToken) =>
        WriteAsync(new AddHash(new Execution(runId, epoch), name, hash), cancellationToken);

    /// <inheritdoc/>
    public ValueTask AppendAsync(
        string runId, long epoch, JournalWrite write, Durability durability, CancellationToken cancellationToken)
    {
        var execution = new Execution(runId, epoch);
        var awaited = durability == Durability.Flushed || _writer.IsFull;
        return WriteAsync(
            write.CompletesIntent ? new CompleteEntry(execution, write, awaited) : new AppendEntry(execution, write.Entry, awaited),
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask AppendEventsAsync(string runId, long epoch, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken) =>
        WriteAsync(new AppendEvents(new Execution(runId, epoch), events, _writer.IsFull), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<JournalEntry> ReadEntriesAsync(string runId, CancellationToken cancellationToken) =>
        ReadBySequenceAsync((connection, after) => EntryReader.ReadPage(connection, runId, after), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<JournalEntry> ReadKindAsync(string runId, string kind, CancellationToken cancellationToken) =>
        ReadBySequenceAsync((connection, after) => EntryReader.ReadKindPage(connection, runId, kind, after), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<JournalEntry> ReadOpenAsync(string runId, CancellationToken cancellationToken) =>
        ReadBySequenceAsync((connection, after) => EntryReader.ReadOpenPage(connection, runId, after), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalEntry> ReadHistoryAsync(
        string runId, long fromDelivery, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await _writer.DrainAsync().WaitAsync(cancellationToken);
        var history = new HistoryReader(runId, fromDelivery);
        while (!history.IsAtEnd)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var entry in _reader.Read(history.ReadPage).Entries)
            {
                yield return entry;
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunEvent> ReadEventsAsync(string runId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await _writer.DrainAsync().WaitAsync(cancellationToken);
        var after = 0L;
        List<(long Number, RunEvent Event)> page;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            page = _reader.Read(connection => EventReader.ReadPage(connection, runId, after));
            foreach (var (number, item) in page)
            {
                yield return item;
                after = number;
            }
        }
        while (page.Count == EventReader.PageSize);
    }

    /// <inheritdoc/>
    public async ValueTask<JournalEntry?> FindEntryAsync(string runId, EntryKey key, CancellationToken cancellationToken)
    {
        await _writer.DrainAsync(write => write.WritesEntryOf(runId, key.Branch)).WaitAsync(cancellationToken);
        return _reader.Read(connection => EntryReader.Find(connection, runId, key));
    }

    /// <inheritdoc/>
    public async ValueTask<BranchTail> ReadTailAsync(string runId, string branch, CancellationToken cancellationToken)
    {
        await _writer.DrainAsync(write => write.WritesEntryOf(runId, branch)).WaitAsync(cancellationToken);
        return _reader.Read(connection => EntryReader.ReadTail(connection, runId, branch));
    }

    /// <inheritdoc/>
    public async ValueTask<RunCounts> ReadCountsAsync(string runId, CancellationToken cancellationToken)
    {
        await _writer.DrainAsync().WaitAsync(cancellationToken);
        return _reader.Read(connection => CountReader.Read(connection, runId));
    }

    /// <inheritdoc/>
    public async ValueTask<bool> HasEventAsync(string runId, EntryKey key, int ordinal, CancellationToken cancellationToken)
    {
        await _writer.DrainAsync(write => write.AddsEvent(runId, key, ordinal)).WaitAsync(cancellationToken);
        return _reader.Read(connection => EventReader.Exists(connection, runId, key, ordinal));
    }

    /// <inheritdoc/>
    public ValueTask AnswerAsync(RunAnswer answer, CancellationToken cancellationToken) => WriteAsync(new AddAnswer(answer), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RunAnswer?> FindAnswerAsync(string runId, EntryKey key, CancellationToken cancellationToken) =>
        Read(connection => AnswerReader.Find(connection, runId, key), cancellationToken);

    /// <inheritdoc/>
    public ValueTask RequestCancelAsync(string runId, CancellationToken cancellationToken) =>
        WriteAsync(new RequestCancel(runId, _time.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> IsCancelRequestedAsync(string runId, CancellationToken cancellationToken) =>
        Read(connection => RunReader.IsCancelRequested(connection, runId), cancellationToken);

    /// <inheritdoc/>
    public ValueTask ForkAsync(string fromRunId, long throughDelivery, RunRecord fork, CancellationToken cancellationToken)
    {
        RunRules.RequireFork(fork, fromRunId, throughDelivery);
        return WriteAsync(new ForkRun(fromRunId, throughDelivery, fork), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<PruneResult> PruneAsync(PruneQuery query, CancellationToken cancellationToken) =>
        await _pruner.PruneAsync(query, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<byte[]> PutBlobAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var operation = new PutBlob(content, _time.GetUtcNow());
        await WriteAsync(operation, cancellationToken);
        return operation.Hash;
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> FindBlobAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken) =>
        Read(connection => BlobReader.Find(connection, hash.Span), cancellationToken);

    /// <summary>Writes everything that is queued, then closes the file. A second call does nothing.</summary>
    public ValueTask DisposeAsync()
    {
        // The writer goes last, so that SQLite folds the log into the file when the last connection closes.
        _reader.Dispose();
        _writer.Dispose();
        return ValueTask.CompletedTask;
    }

    private async IAsyncEnumerable<JournalEntry> ReadBySequenceAsync(
        Func<SqliteConnection, long, EntryPage> readPage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await _writer.DrainAsync().WaitAsync(cancellationToken);
        var after = 0L;
        EntryPage page;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            page = _reader.Read(connection => readPage(connection, after));
            foreach (var entry in page.Entries)
            {
                yield return entry;
                after = entry.Sequence;
            }
        }
        while (page.IsFull);
    }

    private ValueTask<T> Read<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_reader.Read(read));
    }

    // Cancelling ends the caller's wait; what is queued is written all the same.
    private ValueTask WriteAsync(WriteOperation operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var completion = _writer.Enqueue(operation);
        return completion.IsCompletedSuccessfully ? ValueTask.CompletedTask : new ValueTask(completion.WaitAsync(cancellationToken));
    }
}
