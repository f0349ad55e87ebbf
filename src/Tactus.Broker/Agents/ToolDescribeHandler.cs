using Tactus.Broker.Gate;
using Tactus.Broker.HostTools;
using Tactus.Policy.Grants;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Agents;

/// <summary><c>tool.describe</c>: tells what a granted host tool does and takes, so that it can be offered to a model.</summary>
internal sealed class ToolDescribeHandler(Grant grant, HostToolRegistry registry) : IEffectHandler
{
    /// <inheritdoc/>
    public string Kind => "tool.describe";

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call)
    {
        call.RequireNoArguments(AgentToolArguments.Code);
        return new Effect(grant, call.Name, registry.Find(call.Name));
    }

    private sealed class Effect(Grant grant, string name, IHostTool? tool) : IEffect
    {
        public EffectClass Class => EffectClass.Read;

        public Value DryRunAnswer => Describe();

        public void Authorize() => HostToolAccess.Require(grant, name, tool);

        public ValueTask<Value> PerformAsync(CancellationToken cancellationToken) => ValueTask.FromResult<Value>(Describe());

        private MapValue Describe() => Value.MapOf(
            ("description", Value.Of(tool!.Info.Description)), ("parameters", ArgumentJsonSchema.Of(tool.Info.Arguments)));
    }
}
