using Tactus.Protocol.Values;

namespace Tactus.Language.Running;

/// <summary>The procedure's records at one moment: its state as an encoded map, and its count of iterations.</summary>
/// <param name="State">One encoded map.</param>
/// <param name="Iterations">Agent turns so far.</param>
internal sealed record RecordSnapshot(byte[] State, long Iterations)
{
    /// <summary>What changed since an earlier moment, as a map for the journal; null when nothing did.</summary>
    /// <param name="before">The earlier moment.</param>
    /// <param name="agents">What agents and tools did since, as a list of changes; null for nothing.</param>
    public MapValue? ChangesSince(RecordSnapshot before, Value? agents)
    {
        var changes = new List<(string Key, Value Value)>(4);
        if (!State.AsSpan().SequenceEqual(before.State))
        {
            AddStateChanges(changes, (MapValue)Value.Decode(before.State), (MapValue)Value.Decode(State));
        }

        if (Iterations != before.Iterations)
        {
            changes.Add(("iterations", Value.Of(Iterations)));
        }

        if (agents is not null)
        {
            changes.Add(("agents", agents));
        }

        return changes.Count == 0 ? null : Value.MapOf(changes);
    }

    private static void AddStateChanges(List<(string Key, Value Value)> changes, MapValue before, MapValue after)
    {
        KeyValuePair<byte[], Value>[] changed =
            [.. after.Entries.Where(entry => !before.TryGet(entry.Key, out Value? old) || !old.Equals(entry.Value))];
        Value[] removed = [.. before.Entries.Where(entry => !after.TryGet(entry.Key, out _)).Select(entry => Value.Of(entry.Key))];
        if (changed.Length > 0)
        {
            changes.Add(("state", MapValue.FromUnsorted(changed)));
        }

        if (removed.Length > 0)
        {
            changes.Add(("removed", Value.ListOf(removed)));
        }
    }
}
