using Tactus.Broker.Gate;
using Tactus.Policy.Grants;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Runs;

/// <summary><c>run.await</c>: waits for runs that this one started.</summary>
/// <param name="children">Waits for them; null where no run can be started.</param>
internal sealed class RunAwaitHandler(IChildRuns? children) : IEffectHandler
{
    private const int MostChildren = 1000;
    private const int MostIdCharacters = 64;

    /// <inheritdoc/>
    public string Kind => "run.await";

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call)
    {
        if (call.Arguments.Count != 2 || !call.Arguments.TryGet("children", out Value? list) || !call.Arguments.TryGet("mode", out Value? mode))
        {
            throw Wrong("takes children and mode");
        }

        if (list is not ListValue { Items: { Count: > 0 and <= MostChildren } items })
        {
            throw Wrong($"wants 'children' to be a list of 1 to {MostChildren} runs");
        }

        bool all = Text(mode) switch
        {
            "all" => true,
            "any" => false,
            _ => throw Wrong("wants 'mode' to be all or any"),
        };
        return new Effect(children, [.. items.Select(ReadId)], all);
    }

    private static string ReadId(Value child) =>
        child is MapValue { Count: 1 } map && map.TryGet("id", out Value? id) && Text(id) is { Length: > 0 and <= MostIdCharacters } text
            ? text
            : throw Wrong("wants each child to be {id = …}");

    private static string? Text(Value value) => value is BytesValue bytes && bytes.TryGetText(out string text) ? text : null;

    private static EffectException Wrong(string what) => new("TAC6324", EffectErrorKind.Invalid, $"run.await {what}");

    private sealed class Effect(IChildRuns? children, IReadOnlyList<string> ids, bool all) : IEffect
    {
        public EffectClass Class => EffectClass.Idempotent;

        public bool OnlyWaits => true;

        public Value DryRunAnswer => Value.MapOf(("children", Value.EmptyList), ("complete", Value.True));

        public void Authorize()
        {
            // Only runs that this one started can be waited for, and those it could start.
        }

        public async ValueTask<Value> PerformAsync(CancellationToken cancellationToken)
        {
            IChildRuns waiter = children ?? throw new EffectException("TAC6322", EffectErrorKind.Invalid, "no run can be started from here");
            IReadOnlyList<ChildRunState> states = await waiter.AwaitAsync(ids, all, cancellationToken);
            return Value.MapOf(
                ("children", Value.ListOf([.. states.Select(Describe)])),
                ("complete", Value.Of(states.All(state => state.IsTerminal))));
        }

        private static Value Describe(ChildRunState state)
        {
            List<(string Key, Value Value)> entries =
            [
                ("id", Value.Of(state.Id)), ("terminal", Value.Of(state.IsTerminal)), ("status", Value.Of(state.Status)),
            ];
            if (state.Output is { } output)
            {
                entries.Add(("output", output));
            }

            return Value.MapOf(entries);
        }
    }
}
