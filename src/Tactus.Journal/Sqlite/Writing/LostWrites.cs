using Tactus.Protocol;

namespace Tactus.Journal.Sqlite.Writing;

/// <summary>Remembers which executions lost a write, so that their journals may end early but have no hole.</summary>
internal sealed class LostWrites
{
    // Losses are rare; the table is made by the first.
    private Dictionary<Execution, TactusException>? _reasons;

    /// <summary>Notes that a write was not done. Only history can be lost: nobody misses a heartbeat.</summary>
    public void Note(WriteOperation operation, TactusException reason)
    {
        if (operation is { IsHistory: true, Execution: { } execution })
        {
            (_reasons ??= []).TryAdd(execution, reason);
        }
    }

    /// <summary>Why a write may not be done because an earlier one of its execution was lost; null when it may.</summary>
    public TactusException? FindFor(WriteOperation operation)
    {
        if (_reasons is null || operation.MayFollowLoss || operation.Execution is not { } execution
            || !_reasons.TryGetValue(execution, out var reason))
        {
            return null;
        }

        return new TactusException(
            reason.Code, $"an earlier write of this run was lost: {reason.Message}", reason.Mend, reason.File, inner: reason);
    }
}
