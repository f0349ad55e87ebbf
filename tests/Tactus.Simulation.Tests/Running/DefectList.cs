using Tactus.Broker.Observing;
using Tactus.Journal;

namespace Tactus.Simulation.Tests.Running;

/// <summary>Remembers what failed in the broker itself.</summary>
internal sealed class DefectList : IRunObserver
{
    /// <summary>What failed.</summary>
    public List<Exception> Found { get; } = [];

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

    /// <inheritdoc/>
    public void OnDefect(Exception defect) => Found.Add(defect);
}
