using System.Collections.Concurrent;
using Tactus.Broker.Budgets;
using Tactus.Broker.Gate;
using Tactus.Policy.Grants;
using Tactus.Policy.Tools;
using Tactus.Protocol.Values;

namespace Tactus.Broker.HostTools;

/// <summary><c>host.call</c>: calls a host tool by its name.</summary>
internal sealed class HostCallHandler(Grant grant, HostToolRegistry registry) : IEffectHandler
{
    private readonly ConcurrentDictionary<(string Name, EffectClass Effect), ToolDecision> _decisions = new();

    /// <inheritdoc/>
    public string Kind => "host.call";

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call) => new Effect(this, call, registry.Find(call.Name));

    // Only names of tools that exist are remembered, so a guest cannot grow the table.
    private ToolDecision Decide(string name, IHostTool? tool, EffectClass effect) =>
        tool is null
            ? ToolPolicy.Decide(grant, name)
            : _decisions.GetOrAdd((name, effect), static (key, state) => ToolPolicy.Decide(state, key.Name, key.Effect), grant);

    private sealed class Effect(HostCallHandler handler, EffectCall call, IHostTool? tool) : IEffect
    {
        private MapValue _arguments = call.Arguments;

        public EffectClass Class { get; } = tool?.EffectOf(call.Arguments) ?? EffectClass.Read;

        // What a tool takes is checked after the grant: a run that may not call it learns nothing about it.
        public void Authorize()
        {
            HostToolAccess.Require(handler.Decide(call.Name, tool, Class), call.Name, tool);
            _arguments = tool.CheckArguments(call.Arguments);
        }

        public void Charge(RunBudget budget) => budget.ChargeCall(call.Name, tool!.Info.Limits.Calls);

        public ValueTask<Value> PerformAsync(CancellationToken cancellationToken) =>
            tool!.CallAsync(new HostToolCall(_arguments, call.IdempotencyKey), cancellationToken);
    }
}
