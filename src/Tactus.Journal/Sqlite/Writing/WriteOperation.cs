namespace Tactus.Journal.Sqlite.Writing;

/// <summary>One queued write. The writer executes it inside a transaction and tells its end when that is on disk.</summary>
internal abstract class WriteOperation
{
    private readonly TaskCompletionSource? _completion;
    private Exception? _error;

    /// <param name="awaited">Whether somebody waits for it, so that it is committed at once.</param>
    protected WriteOperation(bool awaited)
    {
        // The continuation must not run on the writer's thread, where it could block every other run.
        _completion = awaited ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : null;
    }

    /// <summary>Whether somebody waits for it.</summary>
    public bool IsAwaited => _completion is not null;

    /// <summary>Completes when it is on disk, or with the reason why not; already completed when nobody waits.</summary>
    public Task Completion => _completion?.Task ?? Task.CompletedTask;

    /// <summary>The execution that it belongs to, or null when a run's lost write does not concern it.</summary>
    public virtual Execution? Execution => null;

    /// <summary>Whether losing it would leave a hole in the run's history.</summary>
    public virtual bool IsHistory => false;

    /// <summary>Whether it may still be done after a write of its execution was lost.</summary>
    public virtual bool MayFollowLoss => false;

    /// <summary>Whether it writes an entry of a branch.</summary>
    public virtual bool WritesEntryOf(string runId, string branch) => false;

    /// <summary>Whether it adds an event.</summary>
    public virtual bool AddsEvent(string runId, EntryKey key, int ordinal) => false;

    /// <summary>Bytes that it keeps in memory while it waits, about.</summary>
    public virtual long Bytes => 0;

    /// <summary>Does it.</summary>
    /// <exception cref="Tactus.Protocol.TactusException">It is refused, and nothing was written.</exception>
    /// <exception cref="SqliteFailure">The file failed.</exception>
    public abstract void Execute(SqliteConnection connection);

    /// <summary>Notes why it was not done; the first reason stays.</summary>
    public void Fail(Exception error) => _error ??= error;

    /// <summary>Tells its end to who waits.</summary>
    public void Finish()
    {
        if (_error is null)
        {
            _completion?.SetResult();
        }
        else
        {
            _completion?.SetException(_error);
        }
    }
}
