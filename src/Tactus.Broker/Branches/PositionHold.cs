using Tactus.Journal;

namespace Tactus.Broker.Branches;

/// <summary>A position that was taken for one effect. Until it is settled the branch is busy.</summary>
internal sealed class PositionHold(PositionBook book, Branch branch, EntryKey key, bool isInDoubt) : IDisposable
{
    private bool _settled;

    /// <summary>The position.</summary>
    public EntryKey Key { get; } = key;

    /// <summary>True when an earlier execution began the effect there and did not live to answer it.</summary>
    public bool IsInDoubt { get; } = isInDoubt;

    /// <summary>The effect does nothing but wait: nobody need wait for its end.</summary>
    public void MarkWaiting() => book.MarkWaiting(branch);

    /// <summary>The effect succeeded and is recorded: what it opens is open, and what it ends is forgotten.</summary>
    public void Complete()
    {
        _settled = true;
        book.Complete(branch);
    }

    /// <summary>The effect has no answer in this session; its branch is held, and may only be ended.</summary>
    public void Suspend(EffectWait wait)
    {
        _settled = true;
        book.Suspend(branch, wait);
    }

    /// <summary>Lets the branch go on when neither happened.</summary>
    public void Dispose()
    {
        if (!_settled)
        {
            book.Abandon(branch);
        }
    }
}
