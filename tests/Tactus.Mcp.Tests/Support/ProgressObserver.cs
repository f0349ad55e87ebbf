using Tactus.Broker.Observing;
using Tactus.Journal;

namespace Tactus.Mcp.Tests.Support;

/// <summary>Remembers what effects said of their progress.</summary>
internal sealed class ProgressObserver : IRunObserver
{
    private readonly List<EffectProgress> _seen = [];

    public IReadOnlyList<EffectProgress> Seen
    {
        get
        {
            lock (_seen)
            {
                return [.. _seen];
            }
        }
    }

    public void OnEffectProgress(EffectProgress progress)
    {
        lock (_seen)
        {
            _seen.Add(progress);
        }
    }

    public void OnEffectStarted(EffectStarted effect)
    {
    }

    public void OnEffectEnded(EffectEnded effect)
    {
    }

    public void OnEvent(RunEvent runEvent)
    {
    }
}
