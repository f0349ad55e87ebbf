namespace Tactus.Journal;

/// <summary>Where run records and effect journals live. Shaped so that PostgreSQL can be the second store.</summary>
/// <remarks>Thread-safe. Every write names the executor's epoch; a superseded executor's write throws (code TAC6103).</remarks>
public interface IRunStore : IAsyncDisposable
{
    /// <summary>Creates a run in status running under epoch 1.</summary>
    ValueTask CreateAsync(RunRecord record, CancellationToken cancellationToken);

    /// <summary>The record of one run, or null.</summary>
    ValueTask<RunRecord?> FindAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Ids of the runs that start with a prefix, newest first; at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<string>> ResolvePrefixAsync(string prefix, int limit, CancellationToken cancellationToken);

    /// <summary>Records of runs, newest first.</summary>
    ValueTask<IReadOnlyList<RunRecord>> ListAsync(RunQuery query, CancellationToken cancellationToken);

    /// <summary>Takes a run over: its epoch grows by one and this executor owns it. Returns the new epoch.</summary>
    ValueTask<long> TakeOverAsync(string runId, string executor, CancellationToken cancellationToken);

    /// <summary>Tells that the executor is alive.</summary>
    ValueTask HeartbeatAsync(string runId, long epoch, CancellationToken cancellationToken);

    /// <summary>Ends or suspends an execution: everything appended before is durable when this returns.</summary>
    ValueTask CompleteAsync(string runId, long epoch, RunCompletion completion, CancellationToken cancellationToken);

    /// <summary>Appends an entry or completes one. Returns when it is queued in order; when <paramref name="durability"/> is
    /// <see cref="Durability.Flushed"/>, when it is on disk.</summary>
    ValueTask AppendAsync(string runId, long epoch, JournalWrite write, Durability durability, CancellationToken cancellationToken);

    /// <summary>Log lines and events, deduplicated by (branch, position, ordinal).</summary>
    ValueTask AppendEventsAsync(string runId, long epoch, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken);

    /// <summary>Entries in the order in which they were begun.</summary>
    IAsyncEnumerable<JournalEntry> ReadEntriesAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Log lines and events in order.</summary>
    IAsyncEnumerable<RunEvent> ReadEventsAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Stores a blob once by its SHA-256 and returns the hash (32 bytes): recorded procedures, large values.</summary>
    ValueTask<byte[]> PutBlobAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>The blob of a hash, or null.</summary>
    ValueTask<byte[]?> FindBlobAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken);
}
