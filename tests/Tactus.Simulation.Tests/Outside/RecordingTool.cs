using Tactus.Broker.Gate;
using Tactus.Broker.HostTools;
using Tactus.Policy.Grants;
using Tactus.Protocol.Values;
using Tactus.Simulation.Tests.Faults;

namespace Tactus.Simulation.Tests.Outside;

/// <summary>A host tool that acts on the recorded world. Before and after it acts the host may die.</summary>
/// <param name="name">Its name.</param>
/// <param name="effect">Its class.</param>
/// <param name="points">The execution's fault points.</param>
/// <param name="perform">What it does.</param>
internal sealed class RecordingTool(string name, EffectClass effect, FaultPoints points, Func<HostToolCall, Value> perform) : IHostTool
{
    /// <inheritdoc/>
    public HostToolInfo Info { get; } = new(
        name, "recording", "", effect, new HostToolLimits(100_000, TimeSpan.FromSeconds(30), 1 << 20), Arguments: null, Provenance.Default);

    /// <inheritdoc/>
    public MapValue CheckArguments(MapValue arguments) => arguments;

    /// <inheritdoc/>
    /// <exception cref="EffectException">What it does fails.</exception>
    public async ValueTask<Value> CallAsync(HostToolCall call, CancellationToken cancellationToken)
    {
        await points.PassAsync($"before tool {name}");
        cancellationToken.ThrowIfCancellationRequested();
        Value answer = perform(call);
        await points.PassAsync($"after tool {name}");
        cancellationToken.ThrowIfCancellationRequested();
        return answer;
    }
}
