using Tactus.Journal;

namespace Tactus.Broker.Observing;

/// <summary>Watches nothing.</summary>
public sealed class SilentObserver : IRunObserver
{
    /// <summary>The only one that is needed.</summary>
    public static SilentObserver Instance { get; } = new();

    /// <inheritdoc/>
    public void OnEffectStarted(EffectStarted effect)
    {
    }

    /// <inheritdoc/>
    public void OnEffectEnded(EffectEnded effect)
    {
    }

    /// <inheritdoc/>
    public void OnEvent(RunEvent runEvent)
    {
    }
}
