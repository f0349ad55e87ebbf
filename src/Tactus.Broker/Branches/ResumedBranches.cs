using Tactus.Broker.Gate;
using Tactus.Journal;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Branches;

/// <summary>Finds the branches of an earlier execution in the journal when the guest first speaks of them. Thread-safe.</summary>
/// <remarks>A run may have left thousands of branches, nearly all of them ended; none is looked for before it is needed.</remarks>
internal sealed class ResumedBranches(RunContext run, PositionBook book) : IDisposable
{
    // One search at a time: what it finds must still be so when the book learns it.
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Opens a branch where an earlier execution left it, if it did.</summary>
    /// <exception cref="ConversationException">No such branch can be open now.</exception>
    public ValueTask EnsureAsync(string branch, CancellationToken cancellationToken) =>
        !run.IsResumed || book.Contains(branch) ? ValueTask.CompletedTask : SearchAsync(branch, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async ValueTask SearchAsync(string branch, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await RestoreAsync(branch, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask RestoreAsync(string branch, CancellationToken cancellationToken)
    {
        if (book.Contains(branch))
        {
            return;
        }

        if (!BranchPath.TrySplit(branch, out BranchName name))
        {
            book.Restore(branch, await run.Store.ReadTailAsync(run.RunId, branch, cancellationToken));
        }
        else if (name.Label == BranchLabel.Checkpoint)
        {
            await RestoreCheckpointAsync(branch, name, cancellationToken);
        }
        else
        {
            await RestoreOpenedAsync(branch, name, cancellationToken);
        }
    }

    // Only the position at which an earlier execution stood can have a past inside. Everywhere else the checkpoint is new, and the book opens it.
    private async ValueTask RestoreCheckpointAsync(string branch, BranchName name, CancellationToken cancellationToken)
    {
        await RestoreAsync(name.Parent, cancellationToken);
        if (book.ResumesAt(name.Parent, name.Position))
        {
            book.Restore(branch, await run.Store.ReadTailAsync(run.RunId, branch, cancellationToken));
        }
    }

    private async ValueTask RestoreOpenedAsync(string branch, BranchName name, CancellationToken cancellationToken)
    {
        JournalEntry? opening = await run.Store.FindEntryAsync(run.RunId, new EntryKey(name.Parent, name.Position), cancellationToken);
        if (opening is not { Kind: BranchOpenHandler.Name, Status: EntryStatus.Succeeded }
            || Value.Decode(opening.Arguments) is not MapValue arguments || BranchOpenHandler.FindLabel(arguments) != name.Label)
        {
            throw NotOpen();
        }

        // When the checkpoint around it has ended, everything inside has.
        if (BranchPath.FindCheckpoint(name.Parent) is { } around)
        {
            await RestoreAsync(around, cancellationToken);
            if (!book.Contains(around))
            {
                throw NotOpen();
            }
        }

        BranchTail tail = await run.Store.ReadTailAsync(run.RunId, branch, cancellationToken);
        if (tail.Completed > 0
            && await run.Store.FindEntryAsync(run.RunId, new EntryKey(branch, tail.Completed), cancellationToken)
                is { Kind: BranchEndHandler.Name, Status: EntryStatus.Succeeded })
        {
            throw NotOpen();
        }

        book.Restore(branch, tail);
    }

    private static ConversationException NotOpen() => ConversationException.OutOfOrder("no entry opened the branch, or it has ended");
}
