using Tactus.Broker.Gate;
using Tactus.Journal;
using Tactus.Policy.Grants;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Branches;

/// <summary><c>branch.open</c>: opens a sub-procedure or a branch of a Parallel at the position of its entry.</summary>
internal sealed class BranchOpenHandler(PositionBook book) : IEffectHandler
{
    /// <summary>The kind.</summary>
    public const string Name = "branch.open";

    /// <inheritdoc/>
    public string Kind => Name;

    /// <summary>The label among the arguments of such an effect, or null.</summary>
    public static string? FindLabel(MapValue arguments) =>
        arguments.FindText("label") is { } label && BranchLabel.IsOpenedByEntry(label) ? label : null;

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call) => FindLabel(call.Arguments) is { } label
        ? new Effect(book, call.Key, label)
        : throw new EffectException("TAC3613", EffectErrorKind.Invalid, "branch.open needs a label, 'procedure' or 'branch'");

    private sealed class Effect(PositionBook book, EntryKey key, string label) : IEffect
    {
        public EffectClass Class => EffectClass.Read;

        // Here, because a dry run comes no further. The branch is open once the entry is recorded, not before.
        public void Authorize() => book.Reserve(key, label);

        public ValueTask<Value> PerformAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Value.Null);
    }
}
