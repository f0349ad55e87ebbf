using Tactus.Broker.Observing;
using Tactus.Journal;

namespace Tactus.Mcp.Tests.Support;

/// <summary>Gives up the run as soon as an effect says that it is under way.</summary>
internal sealed class CancellingObserver(CancellationTokenSource patience) : IRunObserver
{
    public void OnEffectProgress(EffectProgress progress) => patience.Cancel();

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
