namespace Tactus.Lua.Budget;

/// <summary>Ends a procedure whose CPU time is used up.</summary>
/// <remarks>
/// A count hook would do without a second thread, but costs 2.7 times on plain code. This thread sleeps about as long as CPU time is left; only at
/// the end does it arm a hook, and only to learn the line.
/// </remarks>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan RearmEvery = TimeSpan.FromMilliseconds(10);
    private static readonly ManualResetEventSlim Never = new(initialState: false);
    private readonly CpuClock _clock;
    private readonly TimeSpan _start;
    private readonly TimeSpan _limit;
    private readonly TimeSpan _grace;
    private readonly Action _armHooks;
    private readonly Func<(string? File, int Line)> _findStuck;
    private readonly Action<OutOfBudgetReport> _onOutOfBudget;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Thread _thread;

    // Written by the Lua thread at every slice, so kept free of locks; see Enter for the order that makes it safe.
    private volatile bool _running;
    private volatile bool _parked;
    private volatile bool _disposed;
    private int _reported;

    /// <summary>Starts to watch the calling thread.</summary>
    internal Watchdog(
        TimeSpan limit, TimeSpan grace, Action armHooks, Func<(string? File, int Line)> findStuck, Action<OutOfBudgetReport> onOutOfBudget)
    {
        _limit = limit;
        _grace = grace;
        _armHooks = armHooks;
        _findStuck = findStuck;
        _onOutOfBudget = onOutOfBudget;
        _clock = CpuClock.OfThisThread();
        _start = _clock.Read() ?? TimeSpan.Zero;
        _thread = new Thread(Watch, 256 * 1024) { IsBackground = true, Name = "tactus-budget" };
        _thread.Start();
    }

    /// <summary>CPU time used so far.</summary>
    internal TimeSpan Used => (_clock.Read() ?? _start + _limit) - _start;

    /// <summary>Lua begins to run.</summary>
    internal void Enter()
    {
        _running = true;

        // The watchdog parks by writing _parked and then reading _running; we write and read in the other order, so one of us sees the other.
        Interlocked.MemoryBarrier();
        if (_parked)
        {
            _wake.Set();
        }
    }

    /// <summary>Lua has yielded or ended.</summary>
    internal void Leave() => _running = false;

    /// <summary>Reports once, from whichever thread comes first. Any other thread that comes waits for the end of the process.</summary>
    internal void Report(string? file, int line, bool inLibraryCall)
    {
        if (Interlocked.Exchange(ref _reported, 1) == 0)
        {
            _onOutOfBudget(new OutOfBudgetReport(file, line, Used, inLibraryCall));
            Native.Libc._exit(70);
        }

        Never.Wait();
    }

    /// <summary>Stops watching.</summary>
    public void Dispose()
    {
        _disposed = true;
        _wake.Set();
        _thread.Join();
        _wake.Dispose();
    }

    private void Watch()
    {
        while (!_disposed)
        {
            var left = _limit - Used;
            if (!_running)
            {
                Park();
            }
            else if (left > TimeSpan.Zero)
            {
                _wake.WaitOne(Clamp(left));
            }
            else
            {
                End();
            }
        }
    }

    private static TimeSpan Clamp(TimeSpan left) => left < ShortestWait ? ShortestWait : left > LongestWait ? LongestWait : left;

    private void Park()
    {
        _parked = true;
        Interlocked.MemoryBarrier();
        if (!_running && !_disposed)
        {
            _wake.WaitOne();
        }

        _parked = false;
    }

    private void End()
    {
        while (_running && !_disposed)
        {
            // Again and again: a hook belongs to one coroutine, and another may have become the running one meanwhile.
            _armHooks();
            _wake.WaitOne(RearmEvery);
            if (_running && Used > _limit + _grace)
            {
                var (file, line) = _findStuck();
                Report(file, line, inLibraryCall: true);
            }
        }
    }
}
