namespace Tactus.Journal.Sqlite.Writing;

/// <summary>The store's one queue of writes: whatever waits goes, in order, into one transaction and one fsync.</summary>
/// <remarks>
/// While one transaction waits for the disk, others queue; so the more write, the fewer fsyncs each costs. Who flushes into an idle
/// queue commits on the own thread, because waking another and being woken by it costs as much again as the fsync. Everything else
/// is left to the writer's thread: the lazy, what came meanwhile, and waiting for another process.
/// </remarks>
internal sealed class GroupCommitWriter : IDisposable
{
    /// <summary>The longest that a write nobody waits for stays in memory: 100 ms.</summary>
    internal static readonly TimeSpan LazyDelay = TimeSpan.FromMilliseconds(100);

    /// <summary>From so many queued bytes on the writer starts before the delay is over: 1 MiB.</summary>
    internal const long WakeBytes = 1024 * 1024;

    /// <summary>From so many bytes on that are queued or being committed even a lazy write waits for the disk: 8 MiB.</summary>
    internal const long FullBytes = 8 * WakeBytes;

    private readonly BatchCommitter _committer;
    private readonly ITimer _timer;
    private readonly Thread _thread;
    private readonly object _gate = new();

    // What follows is guarded by _gate.
    private List<WriteOperation> _queue = [];
    private long _queuedBytes;
    private bool _wake;
    private bool _timerRuns;
    private bool _closed;

    // While somebody commits, the committer and the list of the batch are theirs.
    private bool _committing;
    private List<WriteOperation> _batch = [];
    private long _batchBytes;

    /// <param name="committer">Does the work; the writer closes it.</param>
    /// <param name="time">The clock of the lazy delay.</param>
    public GroupCommitWriter(BatchCommitter committer, TimeProvider time)
    {
        _committer = committer;
        _timer = time.CreateTimer(_ => WakeForLazy(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _thread = new Thread(Work) { Name = "journal writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Whether so much is in memory that a lazy write should wait for the disk.</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate)
            {
                return _queuedBytes + _batchBytes >= FullBytes;
            }
        }
    }

    /// <summary>Queues a write behind all others. A write that is awaited is begun at once, a lazy one within <see cref="LazyDelay"/>.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public Task Enqueue(WriteOperation operation)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteRunStore));
            _queue.Add(operation);
            _queuedBytes += operation.Bytes;
            if (!operation.IsAwaited || _committing)
            {
                Schedule_NeedsLock(operation);
                return operation.Completion;
            }

            TakeBatch_NeedsLock();
        }

        Commit(mayWait: false);
        return operation.Completion;
    }

    /// <summary>Completes when everything queued before is on disk.</summary>
    public Task DrainAsync()
    {
        lock (_gate)
        {
            if (_queue.Count == 0 && !_committing)
            {
                return Task.CompletedTask;
            }
        }

        return Enqueue(new Barrier());
    }

    /// <summary>Completes when every such write that was queued before is on disk; at once when there is none, whatever else is queued.</summary>
    /// <param name="matters">Tells whether the caller is about to look for what a write does.</param>
    public Task DrainAsync(Predicate<WriteOperation> matters)
    {
        lock (_gate)
        {
            // What is being committed belongs to the committer, so it cannot be looked through.
            if (!_committing && !_queue.Exists(matters))
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
        _committer.Dispose();
    }

    private void Schedule_NeedsLock(WriteOperation operation)
    {
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

    private void WakeForLazy()
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
        while (WaitForBatch())
        {
            Commit(mayWait: true);
        }
    }

    private bool WaitForBatch()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_wake && !_committing)
                {
                    _wake = false;
                    if (_queue.Count > 0)
                    {
                        TakeBatch_NeedsLock();
                        return true;
                    }
                }

                if (_closed && !_committing)
                {
                    return false;
                }

                Monitor.Wait(_gate);
            }
        }
    }

    private void TakeBatch_NeedsLock()
    {
        (_queue, _batch) = (_batch, _queue);
        (_queuedBytes, _batchBytes) = (0, _queuedBytes);
        _timerRuns = false;
        _committing = true;
    }

    private void Commit(bool mayWait)
    {
        var done = _committer.Commit(_batch, mayWait);
        if (done)
        {
            foreach (var operation in _batch)
            {
                operation.Finish();
            }

            _batch.Clear();
        }

        lock (_gate)
        {
            _committing = false;
            if (!done)
            {
                PutBack_NeedsLock();
            }

            _batchBytes = 0;

            // Who came meanwhile asked the writer's thread, which left this commit alone.
            if (_wake || _closed)
            {
                Wake_NeedsLock();
            }
        }
    }

    // Another process writes; the writer's thread can wait for it, a caller's should not.
    private void PutBack_NeedsLock()
    {
        _batch.AddRange(_queue);
        (_queue, _batch) = (_batch, _queue);
        _batch.Clear();
        _queuedBytes += _batchBytes;
        _wake = true;
    }
}
