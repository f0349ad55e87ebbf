namespace Tactus.Broker.Sessions;

/// <summary>Counts the calls under way, so that a session can wait for the last. Thread-safe.</summary>
internal sealed class CallGauge
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;
    private bool _closed;

    /// <summary>Begins a call; false when it is closed.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_closed)
            {
                return false;
            }

            _count++;
            return true;
        }
    }

    /// <summary>Ends a call.</summary>
    public void Exit()
    {
        lock (_lock)
        {
            _count--;
            CompleteIfIdle();
        }
    }

    /// <summary>Lets no further call begin, and waits for those under way.</summary>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            _closed = true;
            CompleteIfIdle();
        }

        return _idle.Task;
    }

    private void CompleteIfIdle()
    {
        if (_closed && _count == 0)
        {
            _idle.TrySetResult();
        }
    }
}
