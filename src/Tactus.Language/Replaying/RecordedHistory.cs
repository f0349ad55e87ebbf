using Tactus.Protocol.V1;

namespace Tactus.Language.Replaying;

/// <summary>What an earlier execution of the run recorded, in the order in which its answers were handed to Lua.</summary>
/// <remarks>
/// Entries are read one by one as they are needed. Only the question whether a checkpoint ended reads ahead, up to the entry that settles it; what
/// was read ahead waits here.
/// </remarks>
internal sealed class RecordedHistory
{
    private readonly Func<ReplayEntry?> _read;
    private readonly Queue<ReplayEntry> _ahead = [];

    // Of the entries read ahead: those at each key, and how many lie inside each open checkpoint.
    private readonly Dictionary<EffectKey, string> _kinds = [];
    private readonly Dictionary<string, int> _insides = [];
    private bool _allRead;

    /// <summary>Makes the history of a run.</summary>
    /// <param name="read">Reads the next entry, or null at the end; null when the run has no history.</param>
    public RecordedHistory(Func<ReplayEntry?>? read)
    {
        _read = read ?? (() => null);
        _allRead = read is null;
    }

    /// <summary>True once every entry was handed over: the run is live then, and stays so.</summary>
    public bool IsOver => _ahead.Count == 0 && !ReadOne();

    /// <summary>The next entry.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public ReplayEntry Peek() => IsOver ? throw new InvalidOperationException("the history is over") : _ahead.Peek();

    /// <summary>Takes the next entry.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public ReplayEntry Take()
    {
        ReplayEntry entry = Peek();
        _ahead.Dequeue();
        _kinds.Remove(entry.Key);
        foreach (string inside in Checkpoints(entry.Key.Branch))
        {
            if (--_insides[inside] == 0)
            {
                _insides.Remove(inside);
            }
        }

        return entry;
    }

    /// <summary>What the journal says of a checkpoint that begins now.</summary>
    /// <param name="key">The key that the checkpoint's own entry has when it ends.</param>
    /// <param name="inside">The path of its inside.</param>
    public RecordedCheckpoint Find(EffectKey key, string inside)
    {
        while (true)
        {
            // What lies inside a checkpoint that ended is not streamed: an inner entry means that it did not end.
            if (_insides.ContainsKey(inside))
            {
                return RecordedCheckpoint.NotEnded;
            }

            if (_kinds.TryGetValue(key, out string? kind))
            {
                return kind == "checkpoint" ? RecordedCheckpoint.Ended : RecordedCheckpoint.GivenUp;
            }

            if (!ReadOne())
            {
                return RecordedCheckpoint.NotEnded;
            }
        }
    }

    private static IEnumerable<string> Checkpoints(string branch)
    {
        const string Label = ".checkpoint";
        for (int at = branch.IndexOf(Label, StringComparison.Ordinal); at >= 0; at = branch.IndexOf(Label, at + 1, StringComparison.Ordinal))
        {
            yield return branch[..(at + Label.Length)];
        }
    }

    private bool ReadOne()
    {
        if (_allRead)
        {
            return false;
        }

        if (_read() is not { } entry)
        {
            _allRead = true;
            return false;
        }

        _ahead.Enqueue(entry);
        _kinds[entry.Key] = entry.Kind;
        foreach (string inside in Checkpoints(entry.Key.Branch))
        {
            _insides[inside] = _insides.GetValueOrDefault(inside) + 1;
        }

        return true;
    }
}
