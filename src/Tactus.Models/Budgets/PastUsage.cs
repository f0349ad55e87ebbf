using Tactus.Broker.Agents;
using Tactus.Journal;
using Tactus.Models.Answers;
using Tactus.Models.Failures;
using Tactus.Policy.Grants;

namespace Tactus.Models.Budgets;

/// <summary>Reads from the journal what a run and its tree used up before.</summary>
/// <param name="store">The journal.</param>
/// <param name="models">Prices, for calls whose cost is not recorded.</param>
internal sealed class PastUsage(IRunStore store, ModelGrant models)
{
    /// <summary>What a run itself used up.</summary>
    public async ValueTask<ModelUsage> ReadAsync(string runId, CancellationToken cancellationToken)
    {
        ModelUsage usage = ModelUsage.None;
        await foreach (JournalEntry entry in store.ReadKindAsync(runId, AgentTurn.Kind, cancellationToken))
        {
            usage += entry.Error is { } error && ModelFailures.MayBeBilled(error.Code) ? LostUsage.Of(entry, models) : AnswerValue.UsageOf(entry);
        }

        return usage;
    }

    /// <summary>Adds what a run, the runs that it started, and those before it in a chain of <c>continue_as_new</c> used up; each run once.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="own">What it used up itself.</param>
    /// <param name="ledger">Where it is added.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async ValueTask AddTreeAsync(string runId, ModelUsage own, ModelLedger ledger, CancellationToken cancellationToken)
    {
        // A chain of continue_as_new may be longer than a stack is deep.
        var runs = new Queue<string>([runId]);
        while (runs.TryDequeue(out string? id))
        {
            if (!ledger.TryInclude(id))
            {
                continue;
            }

            ledger.Add(id == runId ? own : await ReadAsync(id, cancellationToken));
            foreach (RunRecord child in await store.ListAsync(RunQuery.ChildrenOf(id), cancellationToken))
            {
                runs.Enqueue(child.Id);
            }

            if ((await store.FindAsync(id, cancellationToken))?.ContinuedFrom is { } before)
            {
                runs.Enqueue(before);
            }
        }
    }
}
