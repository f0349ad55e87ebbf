namespace Tactus.Cli.Views;

/// <summary>Lets lines wait while a person is being asked, and prints them afterwards in their order. Thread-safe.</summary>
/// <remarks>What a run may print is bounded by its output budget, so what waits is, too.</remarks>
internal sealed class HeldLines
{
    private readonly Lock _lock = new();

    // Guarded by _lock: what waits; null when nothing has to.
    private Queue<Action>? _waiting;

    /// <summary>Prints now, or later when lines are held.</summary>
    public void Print(Action print)
    {
        lock (_lock)
        {
            if (_waiting is { } queue)
            {
                queue.Enqueue(print);
            }
            else
            {
                print();
            }
        }
    }

    /// <summary>Holds every line from now on.</summary>
    public void Hold()
    {
        lock (_lock)
        {
            _waiting ??= new Queue<Action>();
        }
    }

    /// <summary>Prints what waits and holds no more.</summary>
    public void Release()
    {
        lock (_lock)
        {
            foreach (Action print in _waiting ?? [])
            {
                print();
            }

            _waiting = null;
        }
    }
}
