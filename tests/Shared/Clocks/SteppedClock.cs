using System.Diagnostics;

namespace Tactus.Tests.Clocks;

/// <summary>A clock that moves only when it is told, and rings every timer on its way, periodic ones too.</summary>
internal sealed class SteppedClock : TimeProvider
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly List<SteppedTimer> _timers = [];
    private DateTimeOffset _now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Timers that run now.</summary>
    public int Running
    {
        get
        {
            lock (_lock)
            {
                return _timers.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SteppedTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan time)
    {
        List<SteppedTimer> due = [];
        lock (_lock)
        {
            _now += time;
            foreach (SteppedTimer timer in _timers.Where(timer => timer.Due <= _now).ToList())
            {
                due.Add(timer);
                if (timer.Period > TimeSpan.Zero)
                {
                    timer.Due = _now + timer.Period;
                }
                else
                {
                    _timers.Remove(timer);
                }
            }
        }

        due.ForEach(timer => timer.Ring());
    }

    /// <summary>Moves on in steps until a task has ended.</summary>
    public async Task<T> AdvanceUntilAsync<T>(Task<T> task, TimeSpan step)
    {
        long began = Stopwatch.GetTimestamp();
        while (!task.IsCompleted)
        {
            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(s_patience, "the task does not end however far the clock goes");
            Advance(step);
            await Task.Yield();
        }

        return await task;
    }

    private sealed class SteppedTimer(SteppedClock clock, Action ring) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._now + dueTime;
                    Period = period;
                    clock._timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
