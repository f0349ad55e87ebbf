using Tactus.Journal;
using Tactus.Journal.Memory;

namespace Tactus.Tests.Runs;

/// <summary>A store in memory; whoever derives from it changes what it wants to see or to break.</summary>
internal abstract class DelegatingStore : IRunStore
{
    protected MemoryRunStore Inner { get; } = new();

    public virtual ValueTask AppendAsync(string runId, long epoch, JournalWrite write, Durability durability, CancellationToken cancellationToken) =>
        Inner.AppendAsync(runId, epoch, write, durability, cancellationToken);

    public virtual ValueTask CreateAsync(RunRecord record, CancellationToken cancellationToken) => Inner.CreateAsync(record, cancellationToken);

    public virtual ValueTask<RunRecord?> FindAsync(string runId, CancellationToken cancellationToken) => Inner.FindAsync(runId, cancellationToken);

    public virtual ValueTask<IReadOnlyList<string>> ResolvePrefixAsync(string prefix, int limit, CancellationToken cancellationToken) =>
        Inner.ResolvePrefixAsync(prefix, limit, cancellationToken);

    public virtual ValueTask<IReadOnlyList<RunRecord>> ListAsync(RunQuery query, CancellationToken cancellationToken) => Inner.ListAsync(query, cancellationToken);

    public virtual ValueTask<long> TakeOverAsync(string runId, long expectedEpoch, string executor, CancellationToken cancellationToken) =>
        Inner.TakeOverAsync(runId, expectedEpoch, executor, cancellationToken);

    public virtual ValueTask HeartbeatAsync(string runId, long epoch, CancellationToken cancellationToken) => Inner.HeartbeatAsync(runId, epoch, cancellationToken);

    public virtual ValueTask CompleteAsync(string runId, long epoch, RunCompletion completion, CancellationToken cancellationToken) =>
        Inner.CompleteAsync(runId, epoch, completion, cancellationToken);

    public virtual ValueTask AddHashAsync(string runId, long epoch, string name, string hash, CancellationToken cancellationToken) =>
        Inner.AddHashAsync(runId, epoch, name, hash, cancellationToken);

    public virtual ValueTask AppendEventsAsync(string runId, long epoch, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken) =>
        Inner.AppendEventsAsync(runId, epoch, events, cancellationToken);

    public virtual IAsyncEnumerable<JournalEntry> ReadEntriesAsync(string runId, CancellationToken cancellationToken) => Inner.ReadEntriesAsync(runId, cancellationToken);

    public virtual IAsyncEnumerable<RunEvent> ReadEventsAsync(string runId, CancellationToken cancellationToken) => Inner.ReadEventsAsync(runId, cancellationToken);

    public virtual IAsyncEnumerable<JournalEntry> ReadHistoryAsync(string runId, long fromDelivery, CancellationToken cancellationToken) =>
        Inner.ReadHistoryAsync(runId, fromDelivery, cancellationToken);

    public virtual IAsyncEnumerable<JournalEntry> ReadOpenAsync(string runId, CancellationToken cancellationToken) => Inner.ReadOpenAsync(runId, cancellationToken);

    public virtual ValueTask<JournalEntry?> FindEntryAsync(string runId, EntryKey key, CancellationToken cancellationToken) => Inner.FindEntryAsync(runId, key, cancellationToken);

    public virtual ValueTask<BranchTail> ReadTailAsync(string runId, string branch, CancellationToken cancellationToken) => Inner.ReadTailAsync(runId, branch, cancellationToken);

    public virtual ValueTask<RunCounts> ReadCountsAsync(string runId, CancellationToken cancellationToken) => Inner.ReadCountsAsync(runId, cancellationToken);

    public virtual ValueTask<bool> HasEventAsync(string runId, EntryKey key, int ordinal, CancellationToken cancellationToken) =>
        Inner.HasEventAsync(runId, key, ordinal, cancellationToken);

    public virtual ValueTask AnswerAsync(RunAnswer answer, CancellationToken cancellationToken) => Inner.AnswerAsync(answer, cancellationToken);

    public virtual ValueTask<RunAnswer?> FindAnswerAsync(string runId, EntryKey key, CancellationToken cancellationToken) => Inner.FindAnswerAsync(runId, key, cancellationToken);

    public virtual ValueTask RequestCancelAsync(string runId, CancellationToken cancellationToken) => Inner.RequestCancelAsync(runId, cancellationToken);

    public virtual ValueTask<bool> IsCancelRequestedAsync(string runId, CancellationToken cancellationToken) => Inner.IsCancelRequestedAsync(runId, cancellationToken);

    public virtual ValueTask ForkAsync(string fromRunId, long throughDelivery, RunRecord fork, CancellationToken cancellationToken) =>
        Inner.ForkAsync(fromRunId, throughDelivery, fork, cancellationToken);

    public virtual ValueTask<PruneResult> PruneAsync(PruneQuery query, CancellationToken cancellationToken) => Inner.PruneAsync(query, cancellationToken);

    public virtual ValueTask<byte[]> PutBlobAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => Inner.PutBlobAsync(content, cancellationToken);

    public virtual ValueTask<byte[]?> FindBlobAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken) => Inner.FindBlobAsync(hash, cancellationToken);

    public virtual ValueTask DisposeAsync() => Inner.DisposeAsync();
}
