namespace Tactus.Broker.Gate;

/// <summary>An effect that waits for something that may take long: its intent stands, and the guest need not live meanwhile.</summary>
/// <param name="waitsFor">One of <see cref="WaitsFor"/>.</param>
/// <param name="dueAt">When the wait ends by itself, or null (UTC).</param>
public sealed class EffectSuspendedException(string waitsFor, DateTimeOffset? dueAt = null) : Exception($"the effect waits for a {waitsFor}")
{
    /// <summary>One of <see cref="WaitsFor"/>.</summary>
    public string Reason { get; } = waitsFor;

    /// <summary>When the wait ends by itself, or null (UTC).</summary>
    public DateTimeOffset? DueAt { get; } = dueAt;
}
