using Tactus.Broker.Gate;
using Tactus.Policy.Grants;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Waiting;

/// <summary>An effect that is over at a moment. A short wait holds this process; a longer one suspends the run.</summary>
/// <param name="clock">The clock.</param>
/// <param name="findDue">Says when it is over; asked once, before its intent.</param>
/// <param name="answer">The answer then.</param>
internal sealed class TimedWait(TimeProvider clock, Func<DateTimeOffset> findDue, Value answer) : IEffect
{
    /// <summary>What a run waits for in its process; starting it again costs less than to hold one for longer.</summary>
    internal static readonly TimeSpan LongestInProcess = TimeSpan.FromSeconds(5);

    private readonly Lazy<DateTimeOffset> _due = new(findDue);

    public EffectClass Class => EffectClass.Idempotent;

    public bool OnlyWaits => true;

    public Value DryRunAnswer => answer;

    public void Authorize()
    {
    }

    public Value? DescribeIntent() => Moment.Note(_due.Value);

    public ValueTask<Value> PerformAsync(CancellationToken cancellationToken) => WaitAsync(_due.Value, cancellationToken);

    // Never anew: the wait began when its intent was written.
    public ValueTask<Value> ResumeAsync(Value? note, CancellationToken cancellationToken) =>
        WaitAsync(Moment.Read(note) ?? throw new InvalidDataException("the intent of a wait notes no moment"), cancellationToken);

    private async ValueTask<Value> WaitAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        TimeSpan left = due - clock.GetUtcNow();
        if (left > LongestInProcess)
        {
            throw new EffectSuspendedException(WaitsFor.Time, due);
        }

        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, clock, cancellationToken);
        }

        return answer;
    }
}
