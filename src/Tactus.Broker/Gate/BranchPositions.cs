using Tactus.Journal;

namespace Tactus.Broker.Gate;

/// <summary>Holds the guest to the order of a journal: each branch counts from 1 without gaps and asks for one thing at a time.</summary>
/// <remarks>A branch is forgotten when its position in the parent is taken, so what a guest can make it hold is bounded. Thread-safe.</remarks>
internal sealed class BranchPositions
{
    /// <summary>Branches that may be open at once: checkpoints inside checkpoints.</summary>
    private const int MaxOpen = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Branch> _open = new(StringComparer.Ordinal) { [BranchPath.Main] = new Branch() };

    /// <summary>Takes a position; it is held until <see cref="Release"/>.</summary>
    /// <exception cref="ConversationException">It is not the next one of an idle branch.</exception>
    public void Take(EntryKey key)
    {
        lock (_lock)
        {
            Branch branch = FindOrOpen(key.Branch);
            if (branch.IsBusy)
            {
                throw ConversationException.OutOfOrder("the branch still waits for the answer to its last effect");
            }

            if (key.Position != branch.Next)
            {
                throw ConversationException.OutOfOrder($"the branch's next position is {branch.Next}");
            }

            CloseBranchesAt(key);
            branch.IsBusy = true;
            branch.Next++;
        }
    }

    /// <summary>Lets the branch go on.</summary>
    public void Release(EntryKey key)
    {
        lock (_lock)
        {
            if (_open.TryGetValue(key.Branch, out Branch? branch))
            {
                branch.IsBusy = false;
            }
        }
    }

    private Branch FindOrOpen(string name)
    {
        if (_open.TryGetValue(name, out Branch? branch))
        {
            return branch;
        }

        if (!BranchPath.TrySplit(name, out string parent, out long position))
        {
            throw ConversationException.Malformed("the branch's name is malformed");
        }

        if (!_open.TryGetValue(parent, out Branch? above) || above.IsBusy || above.Next != position)
        {
            throw ConversationException.OutOfOrder("the branch is opened at a position that its parent has not reached");
        }

        if (_open.Count == MaxOpen)
        {
            throw ConversationException.OutOfOrder($"more than {MaxOpen} branches are open at once");
        }

        branch = new Branch();
        _open.Add(name, branch);
        return branch;
    }

    private void CloseBranchesAt(EntryKey key)
    {
        if (_open.Count == 1)
        {
            return;
        }

        string prefix = $"{key.Branch}/{key.Position}.";
        foreach (KeyValuePair<string, Branch> entry in _open.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)).ToList())
        {
            if (entry.Value.IsBusy)
            {
                throw ConversationException.OutOfOrder("a branch inside still waits for an answer");
            }

            _open.Remove(entry.Key);
        }
    }

    private sealed class Branch
    {
        public long Next { get; set; } = 1;

        public bool IsBusy { get; set; }
    }
}
