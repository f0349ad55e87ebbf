namespace Tactus.Simulation.Tests.Scheduling;

/// <summary>The time of a simulation. It outlives every execution, and moves only when the simulation says so.</summary>
internal sealed class VirtualTime
{
    /// <summary>When every simulation begins.</summary>
    public static readonly DateTimeOffset Beginning = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Now (UTC).</summary>
    public DateTimeOffset Now { get; private set; } = Beginning;

    /// <summary>Moves on to a moment; never back.</summary>
    public void MoveTo(DateTimeOffset moment) => Now = moment > Now ? moment : Now;

    /// <summary>Moves on.</summary>
    public void Pass(TimeSpan time) => Now += time;
}
