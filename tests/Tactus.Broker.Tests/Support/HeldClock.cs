namespace Tactus.Broker.Tests.Support;

/// <summary>A clock that stands until it is told how much time has passed.</summary>
internal sealed class HeldClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<HeldTimer> _timers = [];
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch.AddYears(50);

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            var timer = new HeldTimer(this, () => callback(state), _now + dueTime);
            _timers.Add(timer);
            return timer;
        }
    }

    public void Elapse(TimeSpan time)
    {
        List<HeldTimer> due;
        lock (_lock)
        {
            _now += time;
            due = _timers.FindAll(timer => timer.Due <= _now);
            _timers.RemoveAll(due.Contains);
        }

        due.ForEach(timer => timer.Fire());
    }

    private sealed class HeldTimer(HeldClock clock, Action fire, DateTimeOffset due) : ITimer
    {
        public DateTimeOffset Due { get; } = due;

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
