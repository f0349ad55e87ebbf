using Tactus.Journal;
using Tactus.Journal.Memory;
using Tactus.Protocol;

namespace Tactus.Models.Tests.Support;

/// <summary>A store in memory that can lose what follows an intent, as if the host had died there.</summary>
internal sealed class DyingStore : IRunStore
{
    private readonly MemoryRunStore _inner = new();

    public bool RefusesAnswers { get; set; }

    public ValueTask AppendAsync(string runId, long epoch, JournalWrite write, Durability durability, CancellationToken cancellationToken) =>
        RefusesAnswers && write.Entry.Status != EntryStatus.Intent
            ? throw new TactusException("TAC6006", "the host died")
            : _inner.AppendAsync(runId, epoch, write, durability, cancellationToken);

    public ValueTask CreateAsync(RunRecord record, CancellationToken cancellationToken) => _inner.CreateAsync(record, cancellationToken);

    public ValueTask<RunRecord?> FindAsync(string runId, CancellationToken cancellationToken) => _inner.FindAsync(runId, cancellationToken);

    public ValueTask<IReadOnlyList<string>> ResolvePrefixAsync(string prefix, int limit, CancellationToken cancellationToken) =>
        _inner.ResolvePrefixAsync(prefix, limit, cancellationToken);

    public ValueTask<IReadOnlyList<RunRecord>> ListAsync(RunQuery query, CancellationToken cancellationToken) => _inner.ListAsync(query, cancellationToken);

    public ValueTask<long> TakeOverAsync(string runId, long expectedEpoch, string executor, CancellationToken cancellationToken) =>
        _inner.TakeOverAsync(runId, expectedEpoch, executor, cancellationToken);

    public ValueTask HeartbeatAsync(string runId, long epoch, CancellationToken cancellationToken) => _inner.HeartbeatAsync(runId, epoch, cancellationToken);

    public ValueTask CompleteAsync(string runId, long epoch, RunCompletion completion, CancellationToken cancellationToken) =>
        _inner.CompleteAsync(runId, epoch, completion, cancellationToken);

    public ValueTask AppendEventsAsync(string runId, long epoch, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken) =>
        _inner.AppendEventsAsync(runId, epoch, events, cancellationToken);

    public IAsyncEnumerable<JournalEntry> ReadEntriesAsync(string runId, CancellationToken cancellationToken) => _inner.ReadEntriesAsync(runId, cancellationToken);

    public IAsyncEnumerable<RunEvent> ReadEventsAsync(string runId, CancellationToken cancellationToken) => _inner.ReadEventsAsync(runId, cancellationToken);

    public IAsyncEnumerable<JournalEntry> ReadHistoryAsync(string runId, long fromDelivery, CancellationToken cancellationToken) =>
        _inner.ReadHistoryAsync(runId, fromDelivery, cancellationToken);

    public IAsyncEnumerable<JournalEntry> ReadOpenAsync(string runId, CancellationToken cancellationToken) => _inner.ReadOpenAsync(runId, cancellationToken);

    public ValueTask<JournalEntry?> FindEntryAsync(string runId, EntryKey key, CancellationToken cancellationToken) => _inner.FindEntryAsync(runId, key, cancellationToken);

    public ValueTask<BranchTail> ReadTailAsync(string runId, string branch, CancellationToken cancellationToken) => _inner.ReadTailAsync(runId, branch, cancellationToken);

    public ValueTask<RunCounts> ReadCountsAsync(string runId, CancellationToken cancellationToken) => _inner.ReadCountsAsync(runId, cancellationToken);

    public ValueTask<bool> HasEventAsync(string runId, EntryKey key, int ordinal, CancellationToken cancellationToken) =>
        _inner.HasEventAsync(runId, key, ordinal, cancellationToken);

    public ValueTask AnswerAsync(RunAnswer answer, CancellationToken cancellationToken) => _inner.AnswerAsync(answer, cancellationToken);

    public ValueTask<RunAnswer?> FindAnswerAsync(string runId, EntryKey key, CancellationToken cancellationToken) => _inner.FindAnswerAsync(runId, key, cancellationToken);

    public ValueTask RequestCancelAsync(string runId, CancellationToken cancellationToken) => _inner.RequestCancelAsync(runId, cancellationToken);

    public ValueTask<bool> IsCancelRequestedAsync(string runId, CancellationToken cancellationToken) => _inner.IsCancelRequestedAsync(runId, cancellationToken);

    public ValueTask ForkAsync(string fromRunId, long throughDelivery, RunRecord fork, CancellationToken cancellationToken) =>
        _inner.ForkAsync(fromRunId, throughDelivery, fork, cancellationToken);

    public ValueTask<PruneResult> PruneAsync(PruneQuery query, CancellationToken cancellationToken) => _inner.PruneAsync(query, cancellationToken);

    public ValueTask<byte[]> PutBlobAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => _inner.PutBlobAsync(content, cancellationToken);

    public ValueTask<byte[]?> FindBlobAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken) => _inner.FindBlobAsync(hash, cancellationToken);

    public ValueTask DisposeAsync() => _inner.DisposeAsync();
}
