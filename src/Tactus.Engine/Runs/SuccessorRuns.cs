using Tactus.Journal;
using Tactus.Protocol;

namespace Tactus.Engine.Runs;

/// <summary>Makes the run that follows one which ended with <c>continue_as_new</c>.</summary>
/// <param name="store">The journal.</param>
/// <param name="time">The clock.</param>
internal sealed class SuccessorRuns(IRunStore store, TimeProvider time)
{
    private const string Cause = "continue_as_new";
    private const string RunExists = "TAC6106";
    private const string TakenOver = "TAC6108";

    /// <summary>Creates it: the same files and grant, the given input, a seed of its own, an empty journal.</summary>
    /// <param name="run">The run that ends.</param>
    /// <param name="epoch">The epoch of its execution.</param>
    /// <param name="input">The input's encoding.</param>
    /// <returns>Its record, and false when an earlier life of the run had made it before it died.</returns>
    /// <exception cref="TactusException">TAC6103: the run is another executor's now, and so is what follows it.</exception>
    public async Task<(RunRecord Record, bool IsNew)> CreateAsync(RunRecord run, long epoch, byte[] input)
    {
        // A new run has no epoch to be fenced by: an executor that was paused and superseded must be told so by the run that it thinks it ends.
        await store.HeartbeatAsync(run.Id, epoch, CancellationToken.None);
        RunRecord record = RunDraft.Inherit(run, DerivedRunId.Of(run.Id, Cause), time.GetUtcNow()) with
        {
            Input = input,
            CoercesInput = false,
            Seed = StartMessages.NewSeed(),
            ParentId = run.ParentId,
            ContinuedFrom = run.Id,
        };
        try
        {
            await store.CreateAsync(record, CancellationToken.None);
            return (record, true);
        }
        catch (TactusException exists) when (exists.Code == RunExists)
        {
            RunRecord? there = await store.FindAsync(record.Id, CancellationToken.None);
            if (there?.ContinuedFrom != run.Id)
            {
                throw;
            }

            return (there, false);
        }
    }

    /// <summary>Decides who executes it, once the end of the run before it is in the journal.</summary>
    /// <param name="successor">It.</param>
    /// <param name="isNew">True when this execution made it.</param>
    /// <returns>Its record when this process is to execute it; null when somebody else does, or did.</returns>
    public async Task<RunRecord?> ClaimAsync(RunRecord successor, bool isNew)
    {
        if (isNew)
        {
            return successor;
        }

        if (successor.EffectiveStatus(time.GetUtcNow()) != RunStatus.Interrupted)
        {
            return null;
        }

        try
        {
            string executor = ExecutorIdentity.Current().ToString();
            long epoch = await store.TakeOverAsync(successor.Id, successor.Epoch, executor, CancellationToken.None);
            return successor with { Epoch = epoch, Executor = executor, Status = RunStatus.Running, Completion = null, EndedAt = null };
        }
        catch (TactusException taken) when (taken.Code == TakenOver)
        {
            return null;
        }
    }

    /// <summary>Leaves it to whoever ends the run before it: this executor could not.</summary>
    public async Task LeaveAsync(RunRecord successor)
    {
        var superseded = new TactusException("TAC6308", "the run before this one was taken over before it could end", $"go on with it: tactus runs resume {successor.Id}");
        await store.CompleteAsync(successor.Id, successor.Epoch, RunEnd.Of(superseded, RunStatus.Interrupted, time.GetUtcNow()), CancellationToken.None);
    }
}
