using Tactus.Broker.Gate;
using Tactus.Journal;
using Tactus.Policy.Grants;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Branches;

/// <summary><c>branch.end</c>: the last effect of a branch that an entry opened. How it ended stands in <c>recorded</c>, for people.</summary>
internal sealed class BranchEndHandler(PositionBook book) : IEffectHandler
{
    /// <summary>The kind.</summary>
    public const string Name = "branch.end";

    /// <inheritdoc/>
    public string Kind => Name;

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call)
    {
        if (!BranchPath.TrySplit(call.Key.Branch, out BranchName name) || !BranchLabel.IsOpenedByEntry(name.Label))
        {
            throw new EffectException("TAC3613", EffectErrorKind.Invalid, "branch.end ends a branch that branch.open opened, and nothing else");
        }

        return call.Arguments.Count == 0
            ? new Effect(book, call.Key)
            : throw new EffectException("TAC3613", EffectErrorKind.Invalid, "branch.end takes no arguments; how it ended stands in 'recorded'");
    }

    private sealed class Effect(PositionBook book, EntryKey key) : IEffect
    {
        public EffectClass Class => EffectClass.Read;

        public void Authorize() => book.MarkEnding(key);

        public ValueTask<Value> PerformAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Value.Null);
    }
}
