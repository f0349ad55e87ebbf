using Tactus.Policy.Grants;
using Tactus.Protocol.Values;

namespace Tactus.Broker.HostTools.BuiltIn;

/// <summary>A tool that is a function of its arguments and the clock.</summary>
internal sealed class BuiltInTool(string name, string description, Func<MapValue, Value> perform) : IHostTool
{
    // Built-in tools cost nothing outside the broker; the run's own limit of effects is what bounds them.
    private static readonly HostToolLimits Unbounded = new(int.MaxValue, TimeSpan.FromSeconds(30), long.MaxValue);

    /// <inheritdoc/>
    public HostToolInfo Info { get; } =
        new(name, "built in", description, EffectClass.Read, Unbounded, Arguments: null, Provenance.Default);

    /// <inheritdoc/>
    public MapValue CheckArguments(MapValue arguments) => arguments;

    /// <inheritdoc/>
    public ValueTask<Value> CallAsync(HostToolCall call, CancellationToken cancellationToken) =>
        ValueTask.FromResult(perform(call.Arguments));
}
