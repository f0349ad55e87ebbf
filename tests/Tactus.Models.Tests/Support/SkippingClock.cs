namespace Tactus.Models.Tests.Support;

/// <summary>A clock on which waits before another attempt are over at once, and remembered; time limits are long and never come.</summary>
internal sealed class SkippingClock : TimeProvider
{
    /// <summary>What is shorter is a wait, what is longer a limit.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly List<TimeSpan> _waits = [];

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_waits)
            {
                return [.. _waits];
            }
        }
    }

    public override DateTimeOffset GetUtcNow() => new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        bool isWait = dueTime >= TimeSpan.Zero && dueTime < Limit;
        if (isWait)
        {
            lock (_waits)
            {
                _waits.Add(dueTime);
            }
        }

        return System.CreateTimer(callback, state, isWait ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
