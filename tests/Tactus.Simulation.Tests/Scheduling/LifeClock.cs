namespace Tactus.Simulation.Tests.Scheduling;

/// <summary>The clock of one execution: its timers end with it.</summary>
internal sealed class LifeClock(VirtualTime time) : TimeProvider
{
    private readonly List<LifeTimer> _timers = [];

    /// <summary>When the next timer is due; null when there is none.</summary>
    public DateTimeOffset? NextDue => _timers.Count == 0 ? null : _timers.Min(timer => timer.Due);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => time.Now;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LifeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the time to the next timer and fires it.</summary>
    public void FireNext()
    {
        LifeTimer next = _timers.MinBy(timer => timer.Due) ?? throw new InvalidOperationException("no timer is set");
        time.MoveTo(next.Due);
        next.Fire();
    }

    private sealed class LifeTimer(LifeClock clock, Action fire) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset Due { get; private set; }

        public void Fire()
        {
            Change(_period, _period);
            fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock._timers.Remove(this);
            _period = period <= TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
            if (dueTime >= TimeSpan.Zero)
            {
                Due = clock.GetUtcNow() + dueTime;
                clock._timers.Add(this);
            }

            return true;
        }

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
