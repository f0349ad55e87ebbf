using Tactus.Journal.Sqlite.Native;
using Tactus.Protocol;

namespace Tactus.Journal.Sqlite.Writing;

/// <summary>The store's one writer: a thread that takes whatever is queued, in order, into one transaction and one fsync.</summary>
/// <remarks>While it waits for the disk, others queue; so the more write, the fewer fsyncs each costs.</remarks>
internal sealed class GroupCommitWriter : IDisposable
{
    /// <summary>The longest that a write nobody waits for stays in memory: 100 ms.</summary>
    internal static readonly TimeSpan LazyDelay = TimeSpan.FromMilliseconds(100);

    /// <summary>From so many queued bytes on the writer starts before the delay is over: 1 MiB.</summary>
    internal const long WakeBytes = 1024 * 1024;

    /// <summary>From so many queued bytes on even a lazy write waits for the disk: 8 MiB.</summary>
    internal const long FullBytes = 8 * WakeBytes;

    private readonly SqliteConnection _connection;
    private readonly string _path;
    private readonly ITimer _timer;
    private readonly Thread _thread;
    private readonly object _gate = new();

    // What follows is guarded by _gate.
    private List<WriteOperation> _queue = [];
    private long _queuedBytes;
    private bool _working;
    private bool _wake;
    private bool _timerRuns;
    private bool _closed;

    // What follows belongs to the writer's thread.
    private readonly LostWrites _lost = new();
    private List<WriteOperation> _batch = [];
    private SqliteFailure? _broken;

    /// <param name="connection">Becomes the writer's own; nobody else may use it.</param>
    /// <param name="path">The file, for errors.</param>
    /// <param name="time">The clock of the lazy delay.</param>
    public GroupCommitWriter(SqliteConnection connection, string path, TimeProvider time)
    {
        _connection = connection;
        _path = path;
        _timer = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _thread = new Thread(Work) { Name = "journal writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Whether so much is queued that a lazy write should wait for the disk.</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate)
            {
                return _queuedBytes >= FullBytes;
            }
        }
    }

    /// <summary>Queues a write behind all others. Somebody's wait starts the writer at once, a lazy write within <see cref="LazyDelay"/>.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public Task Enqueue(WriteOperation operation)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteRunStore));
            _queue.Add(operation);
            _queuedBytes += operation.Bytes;
            if (operation.IsAwaited || _queuedBytes >= WakeBytes)
            {
                Wake_NeedsLock();
            }
            else if (!_timerRuns)
            {
                _timerRuns = true;
                _timer.Change(LazyDelay, Timeout.InfiniteTimeSpan);
            }
        }

        return operation.Completion;
    }

    /// <summary>Completes when everything queued before is on disk.</summary>
    public Task DrainAsync()
    {
        lock (_gate)
        {
            if (_queue.Count == 0 && !_working)
            {
                return Task.CompletedTask;
            }
        }

        return Enqueue(new Barrier());
    }

    /// <summary>Writes what is queued, then closes the connection.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            Wake_NeedsLock();
        }

        _thread.Join();
        _timer.Dispose();
        _connection.Dispose();
    }

    private void Wake()
    {
        lock (_gate)
        {
            Wake_NeedsLock();
        }
    }

    private void Wake_NeedsLock()
    {
        _wake = true;
        Monitor.Pulse(_gate);
    }

    private void Work()
    {
        while (TakeBatch())
        {
            if (_batch.Count == 0)
            {
                continue;
            }

            Commit();
            lock (_gate)
            {
                _working = false;
            }

            foreach (var operation in _batch)
            {
                operation.Finish();
            }

            _batch.Clear();
        }
    }

    private bool TakeBatch()
    {
        lock (_gate)
        {
            while (!_wake)
            {
                Monitor.Wait(_gate);
            }

            if (_closed && _queue.Count == 0)
            {
                return false;
            }

            (_queue, _batch) = (_batch, _queue);
            _queuedBytes = 0;
            _timerRuns = false;
            _working = _batch.Count > 0;
            _wake = _closed;
            return true;
        }
    }

    private void Commit()
    {
        try
        {
            if (_broken is not null)
            {
                LoseBatch(_broken);
                return;
            }

            _connection.Execute("BEGIN IMMEDIATE");
            foreach (var operation in _batch)
            {
                Execute(operation);
            }

            _connection.Execute("COMMIT");
        }
        catch (SqliteFailure failure)
        {
            // A full disk or a long lock may pass. After anything else, a failed fsync above all, nobody knows what the
            // file holds, so this store writes no more.
            if (failure.Code is not (ResultCode.Full or ResultCode.Busy))
            {
                _broken = failure;
            }

            LoseBatch(failure);
            RollBack();
        }
        catch (Exception error)
        {
            // A defect of ours must not leave the callers waiting for ever.
            _broken ??= new SqliteFailure(ResultCode.InputOutput, error.Message);
            LoseBatch(_broken);
            RollBack();
        }
    }

    private void Execute(WriteOperation operation)
    {
        if (_lost.FindFor(operation) is { } loss)
        {
            operation.Fail(loss);
            return;
        }

        try
        {
            operation.Execute(_connection);
        }
        catch (TactusException refusal)
        {
            Refuse(operation, refusal);
        }
        catch (SqliteFailure failure) when (failure.Code == ResultCode.Constraint)
        {
            // Only this statement was undone; the rest of the transaction stands.
            Refuse(operation, JournalErrors.BadWrite(failure));
        }
        catch (Exception defect) when (defect is not SqliteFailure)
        {
            // What cannot even be bound, a time before 1678 for instance, is its caller's mistake and nobody else's loss.
            Refuse(operation, JournalErrors.BadWrite(defect));
        }
    }

    private void Refuse(WriteOperation operation, TactusException refusal)
    {
        operation.Fail(refusal);
        if (!operation.IsAwaited)
        {
            _lost.Note(operation, refusal);
        }
    }

    private void LoseBatch(SqliteFailure failure)
    {
        foreach (var operation in _batch)
        {
            operation.Fail(SqliteErrors.From(failure, _path));
            _lost.Note(operation, SqliteErrors.From(failure, _path));
        }
    }

    private void RollBack()
    {
        try
        {
            _connection.RollBackIfOpen();
        }
        catch (SqliteFailure failure)
        {
            _broken ??= failure;
        }
    }
}
