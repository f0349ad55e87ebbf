using Tactus.Broker.Branches;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Gate;

/// <summary>When an effect under way is given up: what does something goes on until the run is ended, what only waits until its session is.</summary>
/// <param name="Run">Ends the run.</param>
/// <param name="Session">The guest is gone, or has said how it ended.</param>
internal sealed record EffectEnding(CancellationToken Run, CancellationToken Session)
{
    /// <summary>True when either has come.</summary>
    public bool HasCome => Run.IsCancellationRequested || Session.IsCancellationRequested;

    /// <summary>Performs an effect until its ending.</summary>
    public async ValueTask<Value> PerformAsync(IEffect effect, PositionHold hold, Func<CancellationToken, ValueTask<Value>> perform)
    {
        if (!effect.OnlyWaits)
        {
            return await perform(Run);
        }

        hold.MarkWaiting();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Run, Session);
        return await perform(either.Token);
    }
}
