using Tactus.Broker.Budgets;
using Tactus.Broker.Gate;
using Tactus.Policy.Grants;
using Tactus.Policy.Paths;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Files.Effects;

/// <summary><c>file.append</c>: adds to the end of a file.</summary>
internal sealed class FileAppendHandler(GrantedFiles files) : IEffectHandler
{
    /// <inheritdoc/>
    public string Kind => "file.append";

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call) =>
        new Effect(files, files.Parse(FileArguments.Path(call, "content")), FileArguments.Content(call), call.IdempotencyKey);

    private sealed class Effect(GrantedFiles files, ProcedurePath path, ReadOnlyMemory<byte> content, string tag) : IEffect
    {
        public EffectClass Class => EffectClass.Idempotent;

        public void Authorize() => files.RequireWritable(path);

        public void Charge(RunBudget budget) => budget.ChargeWorkspace(files.CostOf(path, content));

        // An append is repeatable only from the length that the file had: a resume cuts it back to this first.
        public Value? DescribeIntent() =>
            Value.MapOf(("old_length", Value.Of(files.TreeOf(path).Find(path.Relative)?.Size ?? 0)));

        public ValueTask<Value> PerformAsync(CancellationToken cancellationToken)
        {
            files.TreeOf(path).Append(path.Relative, content.Span, tag);
            return ValueTask.FromResult(Value.Null);
        }
    }
}
