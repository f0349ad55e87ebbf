using Tactus.Broker.Gate;
using Tactus.Journal;

namespace Tactus.Broker.Branches;

/// <summary>Holds the guest to the order of a journal: each branch counts from 1 without gaps and asks for one thing at a time.</summary>
/// <remarks>Only open branches are remembered, so what a guest can make it hold is bounded. Thread-safe.</remarks>
internal sealed class PositionBook
{
    /// <summary>Branches that entries opened and that have not ended.</summary>
    public const int MaxOpen = 1024;

    // Checkpoints open without an entry that could refuse them. No honest nesting comes near; a hostile one costs a few MiB.
    private const int MaxCheckpoints = 8 * MaxOpen;

    // Branches of an earlier execution are found one by one, when others may have been opened beside them: they may pass the limit.
    private const int MaxRestored = 2 * MaxOpen;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Branch> _open = new(StringComparer.Ordinal);
    private int _openedByEntry;
    private int _reserved;

    /// <summary>A book in which <c>main</c> stands at its beginning, or nothing at all for a run that is resumed.</summary>
    public PositionBook(bool isResumed)
    {
        if (!isResumed)
        {
            _open.Add(BranchPath.Main, new Branch { Path = BranchPath.Main });
        }
    }

    /// <summary>What the effects of the open branches wait for; empty when none does.</summary>
    public IReadOnlyList<EffectWait> Waits
    {
        get
        {
            lock (_lock)
            {
                return [.. _open.Values.Select(branch => branch.Wait).OfType<EffectWait>()];
            }
        }
    }

    /// <summary>True while an effect is under way that does more than wait.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_lock)
            {
                return _open.Values.Any(IsWorking);
            }
        }
    }

    /// <summary>Branches that are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>True when a branch is open.</summary>
    public bool Contains(string branch)
    {
        lock (_lock)
        {
            return _open.ContainsKey(branch);
        }
    }

    /// <summary>True when an earlier execution stood at this position of an open branch.</summary>
    public bool ResumesAt(string branch, long position)
    {
        lock (_lock)
        {
            return _open.TryGetValue(branch, out Branch? found) && found.ResumesAt == position;
        }
    }

    /// <summary>Opens a branch where an earlier execution left it.</summary>
    /// <exception cref="ConversationException">It cannot be open now, or too many are.</exception>
    public void Restore(string branch, BranchTail tail)
    {
        lock (_lock)
        {
            bool opened = BranchPath.TrySplit(branch, out BranchName name) && BranchLabel.IsOpenedByEntry(name.Label);
            if (opened && _openedByEntry >= MaxRestored)
            {
                throw TooMany(MaxRestored);
            }

            long next = tail.Completed + 1;
            Add_NeedsLock(new Branch
            {
                Path = branch, IsOpenedByEntry = opened, Next = next, ResumesAt = next, IsInDoubt = tail.Open?.Key.Position == next,
            });
        }
    }

    /// <summary>Takes a position.</summary>
    /// <param name="key">The position.</param>
    /// <param name="endsBranch">True for the branch's last effect, which may come while the one before it waits.</param>
    /// <exception cref="ConversationException">It is not the next one of an idle branch.</exception>
    public PositionHold Take(EntryKey key, bool endsBranch)
    {
        lock (_lock)
        {
            Branch branch = _open.GetValueOrDefault(key.Branch) ?? OpenCheckpoint_NeedsLock(key.Branch);
            if (branch.IsBusy || (branch.Wait is not null && !(endsBranch && branch.IsOpenedByEntry)))
            {
                throw ConversationException.OutOfOrder("the branch still waits for the answer to its last effect");
            }

            if (key.Position != branch.Next)
            {
                throw ConversationException.OutOfOrder($"the branch's next position is {branch.Next}");
            }

            CloseCheckpoint_NeedsLock(branch);
            branch.IsBusy = true;
            branch.Next++;
            return new PositionHold(this, branch, key, branch.IsInDoubt && key.Position == branch.ResumesAt);
        }
    }

    /// <summary>Keeps room for the branch that the effect under way at a position is going to open.</summary>
    /// <exception cref="EffectException">Too many are open, or they are nested too deep (TAC3612).</exception>
    public void Reserve(EntryKey key, string label)
    {
        string name = BranchPath.Child(key.Branch, key.Position, label);
        if (name.Length > BranchPath.MaxLength)
        {
            throw Refused("branches are nested too deep", "nest fewer procedures and checkpoints into each other");
        }

        lock (_lock)
        {
            if (IsFull_NeedsLock)
            {
                throw Refused($"{MaxOpen} branches are open already", "wait for some of them before starting more");
            }

            _reserved++;
            _open[key.Branch].Opening = name;
        }
    }

    /// <summary>Marks the effect under way as the branch's last.</summary>
    public void MarkEnding(EntryKey key)
    {
        lock (_lock)
        {
            _open[key.Branch].IsEnding = true;
        }
    }

    /// <summary>Marks the effect under way as one that does nothing but wait.</summary>
    internal void MarkWaiting(Branch branch)
    {
        lock (_lock)
        {
            branch.OnlyWaits = true;
        }
    }

    /// <summary>Settles a hold: the effect succeeded and is recorded.</summary>
    internal void Complete(Branch branch)
    {
        lock (_lock)
        {
            if (branch.Opening is { } opened)
            {
                Add_NeedsLock(new Branch { Path = opened, IsOpenedByEntry = true });
            }

            if (branch.IsEnding)
            {
                Remove_NeedsLock(branch);
            }

            LetGo_NeedsLock(branch);
        }
    }

    /// <summary>Settles a hold: the effect waits.</summary>
    internal void Suspend(Branch branch, EffectWait wait)
    {
        lock (_lock)
        {
            LetGo_NeedsLock(branch);
            branch.Wait = wait;
        }
    }

    /// <summary>Settles a hold: the effect opened and ended nothing.</summary>
    internal void Abandon(Branch branch)
    {
        lock (_lock)
        {
            LetGo_NeedsLock(branch);
        }
    }

    private static bool IsWorking(Branch branch) => branch is { IsBusy: true, OnlyWaits: false };

    private bool IsFull_NeedsLock => _openedByEntry + _reserved >= MaxOpen;

    private static EffectException Refused(string message, string mend) => new("TAC3612", EffectErrorKind.Invalid, message, mend);

    private static ConversationException TooMany(int limit) => ConversationException.OutOfOrder($"more than {limit} branches are open at once");

    private Branch OpenCheckpoint_NeedsLock(string path)
    {
        if (!BranchPath.TrySplit(path, out BranchName name) || name.Label != BranchLabel.Checkpoint)
        {
            throw ConversationException.OutOfOrder("no entry opened the branch, or it has ended");
        }

        // A checkpoint whose first deed is another checkpoint is heard of only through what happens inside of that one.
        if (!_open.ContainsKey(name.Parent) && BranchPath.TrySplit(name.Parent, out _))
        {
            OpenCheckpoint_NeedsLock(name.Parent);
        }

        var branch = new Branch { Path = path };
        Add_NeedsLock(branch);
        return branch;
    }

    private void Add_NeedsLock(Branch branch)
    {
        if (BranchPath.TrySplit(branch.Path, out BranchName name) && name.Label == BranchLabel.Checkpoint)
        {
            if (_open.Count - _openedByEntry >= MaxCheckpoints)
            {
                throw TooMany(MaxCheckpoints);
            }

            if (!_open.TryGetValue(name.Parent, out Branch? above) || above.IsBusy || above.Wait is not null || above.Next != name.Position)
            {
                throw ConversationException.OutOfOrder("the branch is opened at a position that its parent has not reached");
            }

            above.Checkpoint = branch.Path;
        }

        _open.Add(branch.Path, branch);
        _openedByEntry += branch.IsOpenedByEntry ? 1 : 0;
    }

    private void Remove_NeedsLock(Branch branch)
    {
        if (_open.Remove(branch.Path) && branch.IsOpenedByEntry)
        {
            _openedByEntry--;
        }
    }

    // The checkpoint's own entry stands for everything inside from now on.
    private void CloseCheckpoint_NeedsLock(Branch branch)
    {
        if (branch.Checkpoint is not { } inside)
        {
            return;
        }

        List<Branch> closed = [.. _open.Values.Where(one => IsWithin(one.Path, inside))];
        if (closed.Exists(IsWorking))
        {
            throw ConversationException.OutOfOrder("a branch inside still waits for an answer");
        }

        closed.ForEach(Remove_NeedsLock);
        branch.Checkpoint = null;
    }

    private static bool IsWithin(string path, string inside) =>
        path.StartsWith(inside, StringComparison.Ordinal) && (path.Length == inside.Length || path[inside.Length] == '/');

    private void LetGo_NeedsLock(Branch branch)
    {
        _reserved -= branch.Opening is null ? 0 : 1;
        branch.Opening = null;
        branch.IsEnding = false;
        branch.IsBusy = false;
        branch.OnlyWaits = false;
    }
}
