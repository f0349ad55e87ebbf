using Tactus.Broker.Gate;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Waiting;

/// <summary><c>sleep</c>: waits for a number of seconds, counted from its intent.</summary>
internal sealed class SleepHandler(TimeProvider clock) : IEffectHandler
{
    /// <inheritdoc/>
    public string Kind => "sleep";

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call) =>
        call.Arguments.Count == 1 && call.Arguments.TryGet("seconds", out Value? value) && DurationArgument.Read(value) is { } length
            ? new TimedWait(clock, () => clock.GetUtcNow() + length, Value.Null)
            : throw new EffectException(
                "TAC3705", EffectErrorKind.Invalid, "sleep takes 'seconds', a number from 0 to a hundred years, and nothing else");
}
