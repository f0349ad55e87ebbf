using Tactus.Broker.Gate;
using Tactus.Policy.Grants;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Checkpoints;

/// <summary><c>checkpoint</c>: records the value that the checkpointed function returned, and answers it.</summary>
internal sealed class CheckpointHandler : IEffectHandler
{
    /// <inheritdoc/>
    public string Kind => "checkpoint";

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call)
    {
        if (call.Arguments.Count != 0)
        {
            throw new EffectException("TAC3005", EffectErrorKind.Invalid, "checkpoint takes no arguments; its value stands in 'recorded'");
        }

        return new Effect(
            call.Recorded ?? throw new EffectException("TAC3005", EffectErrorKind.Invalid, "checkpoint needs a recorded value"));
    }

    private sealed class Effect(Value recorded) : IEffect
    {
        public EffectClass Class => EffectClass.Idempotent;

        // Nothing outside the journal happens, so there is nothing to be in doubt about, and one flush is enough.
        public bool NeedsIntent => false;

        public Value DryRunAnswer => recorded;

        public void Authorize()
        {
        }

        public ValueTask<Value> PerformAsync(CancellationToken cancellationToken) => ValueTask.FromResult(recorded);
    }
}
