using Tactus.Broker.Gate;
using Tactus.Journal;

namespace Tactus.Broker.Events;

/// <summary>Finds out which events of a resumed run an earlier execution left already. Thread-safe.</summary>
internal sealed class KnownEvents(RunContext run) : IDisposable
{
    // A replay speaks of few branches at a time, of thousands in all.
    private const int MaxRemembered = 256;

    private readonly SemaphoreSlim _turn = new(1);

    // How far each branch had come when it was first spoken of. Nothing of an earlier execution lies behind that.
    private readonly Dictionary<string, long> _ends = new(StringComparer.Ordinal);

    /// <summary>Takes the events out of a batch that the store has.</summary>
    public async ValueTask RemoveFromAsync(List<(RunEvent Event, long Cost)> events, CancellationToken cancellationToken)
    {
        if (!run.IsResumed)
        {
            return;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            int kept = 0;
            for (int i = 0; i < events.Count; i++)
            {
                if (!await IsKnownAsync(events[i].Event, cancellationToken))
                {
                    events[kept++] = events[i];
                }
            }

            events.RemoveRange(kept, events.Count - kept);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async ValueTask<bool> IsKnownAsync(RunEvent one, CancellationToken cancellationToken) =>
        one.Key.Position <= await FindEndAsync(one.Key.Branch, cancellationToken)
        && await run.Store.HasEventAsync(run.RunId, one.Key, one.Ordinal, cancellationToken);

    private async ValueTask<long> FindEndAsync(string branch, CancellationToken cancellationToken)
    {
        if (!_ends.TryGetValue(branch, out long end))
        {
            end = (await run.Store.ReadTailAsync(run.RunId, branch, cancellationToken)).Completed;
            if (_ends.Count == MaxRemembered)
            {
                _ends.Clear();
            }

            _ends.Add(branch, end);
        }

        return end;
    }
}
