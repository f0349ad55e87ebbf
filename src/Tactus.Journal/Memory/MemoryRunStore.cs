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
    private readonly Dictionary<string, byte[]> _blobs = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask CreateAsync(RunRecord record, CancellationToken cancellationToken)
    {
        RunIds.RequireNew(record);
        return Locked(() =>
        {
            if (!_runs.TryAdd(record.Id, new MemoryRun(record)))
            {
                throw JournalErrors.RunExists(record.Id);
            }
        }, cancellationToken);
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
                .Take(query.Limit)];
        }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> TakeOverAsync(string runId, long expectedEpoch, string executor, CancellationToken cancellationToken) =>
        Locked(() =>
        {
            var run = _runs.GetValueOrDefault(runId) ?? throw JournalErrors.NoSuchRun(runId);
            run.Record = run.Record with
            {
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
    public ValueTask AppendAsync(
        string runId, long epoch, JournalWrite write, Durability durability, CancellationToken cancellationToken) =>
        Locked(() =>
        {
            var run = Owned_NeedsLock(runId, epoch);
            if (write.CompletesIntent)
            {
                Complete(run, write.Entry);
            }
            else
            {
                Add(run, write.Entry);
            }
        }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask AppendEventsAsync(string runId, long epoch, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken) =>
        Locked(() =>
        {
            var run = Owned_NeedsLock(runId, epoch);
            run.Events.AddRange(events.Where(item => run.EventKeys.Add((item.Key, item.Ordinal))));
        }, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalEntry> ReadEntriesAsync(
        string runId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var entries = await Locked<IReadOnlyList<JournalEntry>>(() =>
            _runs.TryGetValue(runId, out var run) ? [.. run.Order.Values.Select(key => run.Entries[key])] : [], cancellationToken);
        foreach (var entry in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return entry;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunEvent> ReadEventsAsync(string runId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = await Locked<IReadOnlyList<RunEvent>>(() =>
            _runs.TryGetValue(runId, out var run) ? [.. run.Events] : [], cancellationToken);
        foreach (var item in events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> PutBlobAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        Locked(() =>
        {
            var hash = SHA256.HashData(content.Span);
            _blobs.TryAdd(Convert.ToHexStringLower(hash), content.ToArray());
            return hash;
        }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<byte[]?> FindBlobAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken) =>
        Locked(() => _blobs.GetValueOrDefault(Convert.ToHexStringLower(hash.Span)), cancellationToken);

    /// <summary>Forgets everything.</summary>
    public ValueTask DisposeAsync() => Locked(() =>
    {
        _runs.Clear();
        _blobs.Clear();
    }, CancellationToken.None);

    private static void Add(MemoryRun run, JournalEntry entry)
    {
        if (run.Entries.ContainsKey(entry.Key) || !run.Order.TryAdd(entry.Sequence, entry.Key))
        {
            throw JournalErrors.EntryConflict(run.Record.Id, entry.Key, completesIntent: false);
        }

        run.Entries.Add(entry.Key, entry);
    }

    private static void Complete(MemoryRun run, JournalEntry entry)
    {
        if (run.Entries.GetValueOrDefault(entry.Key) is not { Status: EntryStatus.Intent } intent)
        {
            throw JournalErrors.EntryConflict(run.Record.Id, entry.Key, completesIntent: true);
        }

        run.Entries[entry.Key] = intent with
        {
            Status = entry.Status,
            Result = entry.Result,
            Error = entry.Error,
            Attempt = entry.Attempt,
            Delivery = entry.Delivery,
            EndedAt = entry.EndedAt,
        };
    }

    private MemoryRun Owned_NeedsLock(string runId, long epoch)
    {
        var run = _runs.GetValueOrDefault(runId) ?? throw JournalErrors.NoSuchRun(runId);
        return run.Record.Epoch == epoch ? run : throw JournalErrors.Superseded(runId, epoch, run.Record.Epoch);
    }

    private IEnumerable<RunRecord> NewestFirst_NeedsLock() => _runs.Values
        .Select(run => run.Record)
        .OrderByDescending(record => record.CreatedAt)
        .ThenByDescending(record => record.Id, StringComparer.Ordinal);

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
