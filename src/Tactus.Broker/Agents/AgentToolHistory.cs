using Tactus.Broker.Budgets;
using Tactus.Broker.Gate;
using Tactus.Journal;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Agents;

/// <summary>Counts the host tools that models called in an earlier execution: their entries stand under the kind of the model's call.</summary>
internal static class AgentToolHistory
{
    /// <summary>Charges them again.</summary>
    /// <exception cref="Protocol.TactusException">The journal cannot be read (TAC6xxx).</exception>
    public static async ValueTask ChargeAsync(RunContext run, RunBudget budget, CancellationToken cancellationToken)
    {
        await foreach (JournalEntry entry in run.Store.ReadKindAsync(run.RunId, AgentToolHandler.Name, cancellationToken))
        {
            if (Read(entry) is { Kind: "host.call" } call)
            {
                budget.NoteCall(call.Name);
            }
        }
    }

    // An entry of a call whose arguments did not fit holds what the guest sent.
    private static AgentToolArguments? Read(JournalEntry entry)
    {
        try
        {
            return Value.Decode(entry.Arguments) is MapValue map ? AgentToolArguments.Read(map) : null;
        }
        catch (EffectException)
        {
            return null;
        }
    }
}
