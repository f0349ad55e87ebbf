using System.Runtime.ExceptionServices;
using Tactus.Language.Running;

namespace Tactus.Guest.Session;

/// <summary>Puts answers that arrive side by side into the order of their delivery numbers.</summary>
/// <remarks>
/// Thread-safe; one thread takes. A number that never comes (a journal may have gaps after a crash) holds nothing up for good: once everything under
/// way is answered, the smallest number is next.
/// </remarks>
internal sealed class DeliveryOrder
{
    // Signalled whenever an answer or the failure has come.
    private readonly object _gate = new();
    private readonly SortedDictionary<ulong, BegunAnswer> _numbered = [];
    private readonly Queue<BegunAnswer> _unnumbered = [];
    private ExceptionDispatchInfo? _failure;
    private ulong _next = 1;
    private int _underWay;

    /// <summary>Says that a number was handed over already.</summary>
    public void Pass(ulong delivery)
    {
        lock (_gate)
        {
            _next = Math.Max(_next, delivery + 1);
        }
    }

    /// <summary>Says that one more answer will come.</summary>
    public void Expect()
    {
        lock (_gate)
        {
            _underWay++;
        }
    }

    /// <summary>An answer came. One without a number (a wait, or the end of the run) need not be held back.</summary>
    public void Add(BegunAnswer answer)
    {
        lock (_gate)
        {
            Monitor.Pulse(_gate);
            if (answer.Response.Delivery == 0)
            {
                _unnumbered.Enqueue(answer);
            }
            else
            {
                _numbered.Add(answer.Response.Delivery, answer);
            }
        }
    }

    /// <summary>The conversation broke: whoever waits learns why.</summary>
    public void Fail(Exception error)
    {
        lock (_gate)
        {
            _failure ??= ExceptionDispatchInfo.Capture(error);
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits for the next answer.</summary>
    /// <exception cref="Exception">What <see cref="Fail"/> was told.</exception>
    public BegunAnswer Take()
    {
        lock (_gate)
        {
            BegunAnswer? answer;
            while ((answer = TryTake_NeedsLock()) is null)
            {
                Monitor.Wait(_gate);
            }

            return answer.Value;
        }
    }

    /// <summary>The next answer, or null when its turn has not come.</summary>
    /// <exception cref="Exception">What <see cref="Fail"/> was told.</exception>
    public BegunAnswer? TryTake()
    {
        lock (_gate)
        {
            return TryTake_NeedsLock();
        }
    }

    private BegunAnswer? TryTake_NeedsLock()
    {
        _failure?.Throw();
        if (_unnumbered.TryDequeue(out BegunAnswer unnumbered))
        {
            _underWay--;
            return unnumbered;
        }

        if (_numbered.Count == 0)
        {
            return null;
        }

        (ulong number, BegunAnswer first) = _numbered.First();
        if (number != _next && _numbered.Count < _underWay)
        {
            return null;
        }

        _numbered.Remove(number);
        _underWay--;
        _next = number + 1;
        return first;
    }
}
