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

    /// <summary>Creates it: the same files and grant, the given input, a seed of its own, an empty journal.</summary>
    /// <param name="run">The run that ends.</param>
    /// <param name="input">The input's encoding.</param>
    /// <returns>Its record, and false when an earlier life of the run had made it before it died.</returns>
    public async Task<(RunRecord Record, bool IsNew)> CreateAsync(RunRecord run, byte[] input)
    {
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
}
