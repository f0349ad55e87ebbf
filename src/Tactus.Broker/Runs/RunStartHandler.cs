using Tactus.Broker.Gate;
using Tactus.Policy.Grants;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Runs;

/// <summary><c>run.start</c>: starts a run of its own beside this one.</summary>
/// <param name="children">Starts it; null where no run can be started.</param>
internal sealed class RunStartHandler(IChildRuns? children) : IEffectHandler
{
    /// <inheritdoc/>
    public string Kind => "run.start";

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call)
    {
        if (call.Arguments.Count != 2 || !call.Arguments.TryGet("procedure", out Value? name) || !call.Arguments.TryGet("input", out Value? given)
            || name is not BytesValue bytes || !bytes.TryGetText(out string procedure) || procedure.Length == 0 || procedure != call.Name)
        {
            throw Wrong("takes procedure and input, and has the procedure as its name");
        }

        // An empty table of Lua's is an empty list as well as an empty map.
        MapValue input = given switch
        {
            MapValue map => map,
            ListValue { Items.Count: 0 } => Value.EmptyMap,
            _ => throw Wrong("wants 'input' to be a table of inputs by name"),
        };
        return new Effect(children, call, procedure, input);
    }

    private static EffectException Wrong(string what) => new("TAC6324", EffectErrorKind.Invalid, $"run.start {what}");

    private sealed class Effect(IChildRuns? children, EffectCall call, string procedure, MapValue input) : IEffect
    {
        // Its id follows from the entry, so a repeat finds what the first attempt began.
        public EffectClass Class => EffectClass.Idempotent;

        public Value DryRunAnswer => Value.MapOf(("id", Value.Of("")));

        public void Authorize()
        {
            // A child has its parent's grant: whoever may do something may do it in two runs.
        }

        public async ValueTask<Value> PerformAsync(CancellationToken cancellationToken)
        {
            IChildRuns starter = children ?? throw new EffectException("TAC6322", EffectErrorKind.Invalid, "no run can be started from here");
            return Value.MapOf(("id", Value.Of(await starter.StartAsync(call.Key, procedure, input, cancellationToken))));
        }
    }
}
