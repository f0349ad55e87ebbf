using Tactus.Broker.Budgets;
using Tactus.Broker.Gate;
using Tactus.Journal;
using Tactus.Policy.Grants;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Agents;

/// <summary><c>agent.tool</c>: performs a tool call that a model asked for, and only such a one.</summary>
/// <remarks>What the model was offered and what it asked for is read from the journal, live as after a resume: the guest is not trusted to
/// remember it.</remarks>
/// <param name="run">The run.</param>
/// <param name="effects">The kinds of effect.</param>
internal sealed class AgentToolHandler(RunContext run, Func<EffectTable> effects) : IEffectHandler
{
    /// <summary>The kind.</summary>
    public const string Name = "agent.tool";

    /// <inheritdoc/>
    public string Kind => Name;

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call)
    {
        AgentToolArguments arguments = AgentToolArguments.Read(call.Arguments);
        IEffect inner = effects().Find(arguments.Kind).Parse(call with { Kind = arguments.Kind, Name = arguments.Name, Arguments = arguments.Arguments });
        return new Effect(run, call.Name, arguments, inner);
    }

    private sealed class Effect(RunContext run, string tool, AgentToolArguments arguments, IEffect inner) : IEffect
    {
        public EffectClass Class => inner.Class;

        public bool NeedsIntent => inner.NeedsIntent;

        public bool OnlyWaits => inner.OnlyWaits;

        public Value DryRunAnswer => inner.DryRunAnswer;

        public void Authorize() => inner.Authorize();

        public async ValueTask AuthorizeAsync(CancellationToken cancellationToken)
        {
            JournalEntry? entry = AgentTurn.ParseName(arguments.Turn) is { } key ? await run.Store.FindEntryAsync(run.RunId, key, cancellationToken) : null;

            // The journal knows redacted names alone.
            string? refusal = entry is null
                ? "was asked for by no answer of a model"
                : new AgentTurn(entry).FindRefusal(run.Redactor.Redact(tool), run.Redactor.Redact(arguments.CallId), arguments.Kind, run.Redactor.Redact(arguments.Name));
            if (refusal is not null)
            {
                throw new EffectException(
                    "TAC3110", EffectErrorKind.Denied, $"the tool {refusal}",
                    "an agent calls the tools that its model asked for; call a tool directly with Host.call");
            }

            await inner.AuthorizeAsync(cancellationToken);
        }

        public void Charge(RunBudget budget) => inner.Charge(budget);

        public Value? DescribeIntent() => inner.DescribeIntent();

        public ValueTask<Value> PerformAsync(CancellationToken cancellationToken) => inner.PerformAsync(cancellationToken);

        public ValueTask<Value> ResumeAsync(Value? note, CancellationToken cancellationToken) => inner.ResumeAsync(note, cancellationToken);
    }
}
