using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Tactus.Protocol;

namespace Tactus.Journal.Memory;

/// <summary>Runs that live as long as the process: for dry runs and tests. Nothing is ever on disk, so lazy and flushed are the same.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="time">The clock of heartbeats. Default: the system's.</param>
public sealed class MemoryRunStore(TimeProvider? time = null) : IRunStore
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Lock _lock = new();

    // Guarded by _lock.
    private readonly Dictionary<string, MemoryRun> _runs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MemoryBlob> _blobs = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask CreateAsync(RunRecord record, CancellationToken cancellationToken)
    {
        RunRules.RequireNew(record);
        return Locked(() => { Create_NeedsLock(record); }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<RunRecord?> FindAsync(string runId, CancellationToken cancellationToken) =>
        Locked(() => _runs.GetValueOrDefault(runId)?.Record, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ResolvePrefixAsync(string prefix, int limit, CancellationToken cancellationToken) =>
        Locked<IReadOnlyList<string>>(() =>
            [.. NewestFirst_NeedsLock().Select(record => record.Id).Where(id => id.StartsWith(prefix, StringComparison.Ordinal)).Take(limit)], cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunRecord>> ListAsync(RunQuery query, CancellationToken cancellationToken) =>
        Locked<IReadOnlyList<RunRecord>>(() =>
        {
            var now = _time.GetUtcNow();
            return [.. NewestFirst_NeedsLock()
                .Where(record => query.Status is null || record.EffectiveStatus(now) == query.Status)
                .Where(record => query.ProcedurePath is null || record.ProcedurePath == query.ProcedurePath)
                .Where(record => query.ParentId is null || record.ParentId == query.ParentId)
                .Where(record => query.DueBefore is null || (record.Status == RunStatus.Suspended && record.Completion?.DueAt <= query.DueBefore))
                .Take(query.Limit)];
        }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> TakeOverAsync(string runId, long expectedEpoch, string executor, CancellationToken cancellationToken) =>
        Locked(() =>
        {
            var run = Existing_NeedsLock(runId);
            if (run.Record.Epoch != expectedEpoch)
            {
                throw JournalErrors.TakenOver(runId, expectedEpoch, run.Record.Epoch);
            }

            run.Forget();
            run.Record = run.Record with
            {
                CancelRequestedAt = RunRules.IsOpen(run.Record.Status) ? run.Record.CancelRequestedAt : null,
                Epoch = run.Record.Epoch + 1,
                Status = RunStatus.Running,
                Executor = executor,
                HeartbeatAt = _time.GetUtcNow(),
                EndedAt = null,
                Completion = null,
            };
            return run.Record.Epoch;
        }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask HeartbeatAsync(string runId, long epoch, CancellationToken cancellationToken) =>
        Locked(() =>
        {
            var run = Owned_NeedsLock(runId, epoch);
            run.Record = run.Record with { HeartbeatAt = _time.GetUtcNow() };
        }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask CompleteAsync(string runId, long epoch, RunCompletion completion, CancellationToken cancellationToken) =>
        Locked(() =>
        {
            var run = Owned_NeedsLock(runId, epoch);
            if (run.Record.Status != RunStatus.Running)
            {
                throw JournalErrors.AlreadyEnded(runId);
            }

            run.Record = run.Record with
            {
                Status = completion.Status,
                Completion = completion,
                EndedAt = completion.Status == RunStatus.Suspended ? null : completion.At,
            };
        }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask AddHashAsync(string runId, long epoch, string name, string hash, CancellationToken cancellationToken) =>
        Locked(() =>
        {
            var run = Owned_NeedsLock(runId, epoch);
            if (!run.Record.Hashes.ContainsKey(name))
            {
                run.Record = run.Record with { Hashes = new Dictionary<string, string>(run.Record.Hashes, StringComparer.Ordinal) { [name] = hash } };
            }
        }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask AppendAsync(
        string runId, long epoch, JournalWrite write, Durability durability, CancellationToken cancellationToken) =>
        Locked(() =>
        {
            var run = Owned_NeedsLock(runId, epoch);
            if (write.CompletesIntent)
            {
                run.Complete(write);
            }
            else
            {
                run.Add(write.Entry);
            }
        }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask AppendEventsAsync(string runId, long epoch, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken) =>
        Locked(() =>
        {
            var run = Owned_NeedsLock(runId, epoch);
            foreach (var item in events)
            {
                run.Add(item);
            }
        }, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<JournalEntry> ReadEntriesAsync(string runId, CancellationToken cancellationToken) =>
        ReadAsync(runId, run => run.Order.Values.Select(key => run.Entries[key]), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<RunEvent> ReadEventsAsync(string runId, CancellationToken cancellationToken) =>
        ReadAsync(runId, run => run.Events, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<JournalEntry> ReadHistoryAsync(string runId, long fromDelivery, CancellationToken cancellationToken) =>
        ReadAsync(runId, run => run.History(fromDelivery), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<JournalEntry> ReadOpenAsync(string runId, CancellationToken cancellationToken) => ReadAsync(
        runId, run => run.Order.Values.Select(key => run.Entries[key]).Where(entry => entry.Status == EntryStatus.Intent), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JournalEntry?> FindEntryAsync(string runId, EntryKey key, CancellationToken cancellationToken) =>
        Locked(() => _runs.GetValueOrDefault(runId)?.Entries.GetValueOrDefault(key), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<BranchTail> ReadTailAsync(string runId, string branch, CancellationToken cancellationToken) =>
        Locked(() => _runs.GetValueOrDefault(runId)?.Tail(branch) ?? new BranchTail(0, null), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RunCounts> ReadCountsAsync(string runId, CancellationToken cancellationToken) => Locked(
        () => _runs.GetValueOrDefault(runId)?.Count() ?? RunCounts.None,
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> HasEventAsync(string runId, EntryKey key, int ordinal, CancellationToken cancellationToken) =>
        Locked(() => _runs.TryGetValue(runId, out var run) && run.EventKeys.Contains((key, ordinal)), cancellationToken);

    /// <inheritdoc/>
    public ValueTask AnswerAsync(RunAnswer answer, CancellationToken cancellationToken) => Locked(() =>
    {
        var answers = Existing_NeedsLock(answer.RunId).Answers;
        if (!answers.TryAdd(answer.Key, answer))
        {
            throw JournalErrors.Answered(answers[answer.Key]);
        }
    }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RunAnswer?> FindAnswerAsync(string runId, EntryKey key, CancellationToken cancellationToken) =>
        Locked(() => _runs.GetValueOrDefault(runId)?.Answers.GetValueOrDefault(key), cancellationToken);

    /// <inheritdoc/>
    public ValueTask RequestCancelAsync(string runId, CancellationToken cancellationToken) => Locked(() =>
    {
        var run = Existing_NeedsLock(runId);
        if (RunRules.IsOpen(run.Record.Status))
        {
            run.Record = run.Record with { CancelRequestedAt = run.Record.CancelRequestedAt ?? _time.GetUtcNow() };
        }
    }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> IsCancelRequestedAsync(string runId, CancellationToken cancellationToken) =>
        Locked(() => _runs.GetValueOrDefault(runId)?.Record.CancelRequestedAt is not null, cancellationToken);

    /// <inheritdoc/>
    public ValueTask ForkAsync(string fromRunId, long throughDelivery, RunRecord fork, CancellationToken cancellationToken)
    {
        RunRules.RequireFork(fork, fromRunId, throughDelivery);
        return Locked(() =>
        {
            var from = Existing_NeedsLock(fromRunId);
            if (throughDelivery != 0 && !from.Deliveries.ContainsKey(throughDelivery))
            {
                throw JournalErrors.NoSuchDelivery(fromRunId, throughDelivery);
            }

            Create_NeedsLock(fork).Share(from, throughDelivery);
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<PruneResult> PruneAsync(PruneQuery query, CancellationToken cancellationToken) => Locked(() =>
    {
        var now = _time.GetUtcNow();
        var going = PruneRules.WithoutNeeded(
            [.. _runs.Values.Select(run => PruneCandidate.From(run.Record)).Where(run => PruneRules.IsCandidate(run, query, now))],
            id => _runs.TryGetValue(id, out var run) ? PruneCandidate.From(run.Record) : null)
            .Select(run => run.Id).ToList();
        var named = _runs.Values.Where(run => !going.Contains(run.Record.Id))
            .SelectMany(run => run.Record.Files).Select(file => Convert.ToHexStringLower(file.Hash)).ToHashSet(StringComparer.Ordinal);
        var blobs = _blobs.Where(pair => pair.Value.PutAt < PruneRules.PutBefore(now) && !named.Contains(pair.Key)).Select(pair => pair.Key).ToList();
        if (!query.DryRun)
        {
            going.ForEach(id => _runs.Remove(id));
            blobs.ForEach(hash => _blobs.Remove(hash));
        }

        return new PruneResult(going, blobs.Count);
    }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<byte[]> PutBlobAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        Locked(() =>
        {
            var hash = SHA256.HashData(content.Span);
            var (name, now) = (Convert.ToHexStringLower(hash), _time.GetUtcNow());
            if (!_blobs.TryGetValue(name, out var known) || known.PutAt < now - PruneRules.PutResolution)
            {
                _blobs[name] = new MemoryBlob(content.ToArray(), now);
            }

            return hash;
        }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<byte[]?> FindBlobAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken) =>
        Locked(() => _blobs.GetValueOrDefault(Convert.ToHexStringLower(hash.Span))?.Content, cancellationToken);

    /// <summary>Forgets everything.</summary>
    public ValueTask DisposeAsync() => Locked(() =>
    {
        _runs.Clear();
        _blobs.Clear();
    }, CancellationToken.None);

    private MemoryRun Create_NeedsLock(RunRecord record)
    {
        foreach (var file in record.Files)
        {
            if (!_blobs.ContainsKey(Convert.ToHexStringLower(file.Hash)))
            {
                throw JournalErrors.NoSuchFile(record, file);
            }
        }

        var run = new MemoryRun(record);
        return _runs.TryAdd(record.Id, run) ? run : throw JournalErrors.RunExists(record.Id);
    }

    private MemoryRun Existing_NeedsLock(string runId) => _runs.GetValueOrDefault(runId) ?? throw JournalErrors.NoSuchRun(runId);

    private MemoryRun Owned_NeedsLock(string runId, long epoch)
    {
        var run = Existing_NeedsLock(runId);
        return run.Record.Epoch == epoch ? run : throw JournalErrors.Superseded(runId, epoch, run.Record.Epoch);
    }

    private IEnumerable<RunRecord> NewestFirst_NeedsLock() => _runs.Values
        .Select(run => run.Record)
        .OrderByDescending(record => record.CreatedAt)
        .ThenByDescending(record => record.Id, StringComparer.Ordinal);

    private async IAsyncEnumerable<T> ReadAsync<T>(
        string runId, Func<MemoryRun, IEnumerable<T>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = await Locked<IReadOnlyList<T>>(() => _runs.TryGetValue(runId, out var run) ? [.. read(run)] : [], cancellationToken);
        foreach (var item in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    private ValueTask Locked(Action action, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            action();
        }

        return ValueTask.CompletedTask;
    }

    private ValueTask<T> Locked<T>(Func<T> function, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return ValueTask.FromResult(function());
        }
    }
}
