using Tactus.Journal;
using Tactus.Journal.Memory;
using Tactus.Protocol;
using Tactus.Simulation.Tests.Faults;

namespace Tactus.Simulation.Tests.Storage;

/// <summary>The store as one execution sees it: before and after each write that execution may die, and a dead one writes nothing.</summary>
internal sealed class FaultyStore(Disk disk, FaultPoints points, Flaw flaw) : IRunStore
{
    // A write of a superseded execution, and a take-over that came too late.
    private static readonly string[] s_superseded = ["TAC6103", "TAC6108"];

    /// <summary>Writes that were refused because another execution had taken the run over.</summary>
    public int Refusals { get; private set; }

    /// <inheritdoc/>
    public ValueTask CreateAsync(RunRecord record, CancellationToken cancellationToken) =>
        WriteFlushed("create", store => store.CreateAsync(record, CancellationToken.None));

    /// <inheritdoc/>
    public async ValueTask<long> TakeOverAsync(string runId, long expectedEpoch, string executor, CancellationToken cancellationToken)
    {
        long epoch = 0;
        await WriteFlushed("take-over", async store => epoch = await store.TakeOverAsync(runId, expectedEpoch, executor, CancellationToken.None));
        return epoch;
    }

    /// <inheritdoc/>
    public ValueTask HeartbeatAsync(string runId, long epoch, CancellationToken cancellationToken) =>
        WriteLazily("heartbeat", store => store.HeartbeatAsync(runId, Fence(store, runId, epoch), CancellationToken.None));

    /// <inheritdoc/>
    public ValueTask CompleteAsync(string runId, long epoch, RunCompletion completion, CancellationToken cancellationToken) =>
        WriteFlushed("complete", store => store.CompleteAsync(runId, Fence(store, runId, epoch), completion, CancellationToken.None));

    /// <inheritdoc/>
    public ValueTask AddHashAsync(string runId, long epoch, string name, string hash, CancellationToken cancellationToken) =>
        WriteFlushed("hash", store => store.AddHashAsync(runId, Fence(store, runId, epoch), name, hash, CancellationToken.None));

    /// <inheritdoc/>
    public ValueTask AppendAsync(string runId, long epoch, JournalWrite write, Durability durability, CancellationToken cancellationToken)
    {
        JournalEntry entry = write.Entry;
        string name = $"{(entry.Status == EntryStatus.Intent ? "intent" : "answer")} {entry.Key.Branch}:{entry.Key.Position} {entry.Kind} {entry.Name}";
        if (flaw.HasFlag(Flaw.ForgetsIntents))
        {
            return AppendWithoutIntent(name, runId, epoch, write, durability);
        }

        ValueTask Append(MemoryRunStore store) => store.AppendAsync(runId, Fence(store, runId, epoch), write, durability, CancellationToken.None);
        return durability == Durability.Flushed ? WriteFlushed(name, Append) : WriteLazily(name, Append);
    }

    /// <inheritdoc/>
    public ValueTask AppendEventsAsync(string runId, long epoch, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
    {
        IReadOnlyList<RunEvent> kept = flaw.HasFlag(Flaw.DoublesEvents)
            ? [.. events.Select(one => one with { Ordinal = one.Ordinal + (1000 * (int)epoch) })]
            : events;
        return WriteLazily("events", store => store.AppendEventsAsync(runId, Fence(store, runId, epoch), kept, CancellationToken.None));
    }

    /// <inheritdoc/>
    public ValueTask AnswerAsync(RunAnswer answer, CancellationToken cancellationToken) =>
        WriteFlushed("row", store => store.AnswerAsync(answer, CancellationToken.None));

    /// <inheritdoc/>
    public ValueTask RequestCancelAsync(string runId, CancellationToken cancellationToken) =>
        WriteFlushed("cancel request", store => store.RequestCancelAsync(runId, CancellationToken.None));

    /// <inheritdoc/>
    public ValueTask ForkAsync(string fromRunId, long throughDelivery, RunRecord fork, CancellationToken cancellationToken) =>
        WriteFlushed("fork", store => store.ForkAsync(fromRunId, throughDelivery, fork, CancellationToken.None));

    /// <inheritdoc/>
    public ValueTask<PruneResult> PruneAsync(PruneQuery query, CancellationToken cancellationToken) => throw new NotSupportedException("no execution prunes");

    /// <inheritdoc/>
    public ValueTask<byte[]> PutBlobAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        throw new NotSupportedException("no execution puts blobs");

    /// <inheritdoc/>
    public ValueTask<RunRecord?> FindAsync(string runId, CancellationToken cancellationToken) => disk.Store.FindAsync(runId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ResolvePrefixAsync(string prefix, int limit, CancellationToken cancellationToken) =>
        disk.Store.ResolvePrefixAsync(prefix, limit, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunRecord>> ListAsync(RunQuery query, CancellationToken cancellationToken) => disk.Store.ListAsync(query, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<JournalEntry> ReadEntriesAsync(string runId, CancellationToken cancellationToken) =>
        disk.Store.ReadEntriesAsync(runId, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<RunEvent> ReadEventsAsync(string runId, CancellationToken cancellationToken) =>
        disk.Store.ReadEventsAsync(runId, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<JournalEntry> ReadHistoryAsync(string runId, long fromDelivery, CancellationToken cancellationToken)
    {
        IAsyncEnumerable<JournalEntry> history = disk.Store.ReadHistoryAsync(runId, fromDelivery, cancellationToken);
        return flaw.HasFlag(Flaw.ForgetsDeliveries) ? history.OrderBy(entry => entry.Sequence) : history;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<JournalEntry> ReadOpenAsync(string runId, CancellationToken cancellationToken) => disk.Store.ReadOpenAsync(runId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JournalEntry?> FindEntryAsync(string runId, EntryKey key, CancellationToken cancellationToken) =>
        disk.Store.FindEntryAsync(runId, key, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<BranchTail> ReadTailAsync(string runId, string branch, CancellationToken cancellationToken) =>
        disk.Store.ReadTailAsync(runId, branch, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RunCounts> ReadCountsAsync(string runId, CancellationToken cancellationToken) => disk.Store.ReadCountsAsync(runId, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> HasEventAsync(string runId, EntryKey key, int ordinal, CancellationToken cancellationToken) =>
        !flaw.HasFlag(Flaw.DoublesEvents) && await disk.Store.HasEventAsync(runId, key, ordinal, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RunAnswer?> FindAnswerAsync(string runId, EntryKey key, CancellationToken cancellationToken) =>
        disk.Store.FindAnswerAsync(runId, key, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> IsCancelRequestedAsync(string runId, CancellationToken cancellationToken) =>
        disk.Store.IsCancelRequestedAsync(runId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<byte[]?> FindBlobAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken) => disk.Store.FindBlobAsync(hash, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // As if the gate wrote nothing before a side effect: the whole entry comes with its answer.
    private ValueTask AppendWithoutIntent(string name, string runId, long epoch, JournalWrite write, Durability durability) =>
        write.Entry.Status == EntryStatus.Intent && !write.CompletesIntent
            ? ValueTask.CompletedTask
            : WriteFlushed(name, async store =>
            {
                bool stands = await store.FindEntryAsync(runId, write.Entry.Key, CancellationToken.None) is { Status: EntryStatus.Intent };
                await store.AppendAsync(runId, Fence(store, runId, epoch), write with { CompletesIntent = stands }, durability, CancellationToken.None);
            });

    private long Fence(MemoryRunStore store, string runId, long epoch) => flaw.HasFlag(Flaw.LetsZombiesWrite)
        ? store.FindAsync(runId, CancellationToken.None).AsTask().GetAwaiter().GetResult()!.Epoch
        : epoch;

    // Queued before this returns, whoever holds a lock around it.
    private ValueTask WriteLazily(string name, Func<MemoryRunStore, ValueTask> write)
    {
        if (!points.Pass($"before {name}"))
        {
            return new ValueTask(FaultPoints.Never);
        }

        Write(write);
        return points.Pass($"after {name}") ? ValueTask.CompletedTask : new ValueTask(FaultPoints.Never);
    }

    private ValueTask WriteFlushed(string name, Func<MemoryRunStore, ValueTask> write)
    {
        if (!points.Pass($"before {name}"))
        {
            return new ValueTask(FaultPoints.Never);
        }

        Write(write);
        return new ValueTask(FlushAsync(name));
    }

    private void Write(Func<MemoryRunStore, ValueTask> write)
    {
        try
        {
            disk.Write(write);
        }
        catch (TactusException refused) when (s_superseded.Contains(refused.Code))
        {
            Refusals++;
            throw;
        }
    }

    private async Task FlushAsync(string name)
    {
        await points.PassAsync($"queued {name}");
        disk.Flush();
        await points.PassAsync($"after {name}");
    }
}
