using Tactus.Broker.Budgets;
using Tactus.Broker.Gate;
using Tactus.Policy.Grants;
using Tactus.Policy.Paths;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Files.Effects;

/// <summary><c>file.write</c>: replaces a file in one step.</summary>
internal sealed class FileWriteHandler(GrantedFiles files) : IEffectHandler
{
    /// <inheritdoc/>
    public string Kind => "file.write";

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call) =>
        new Effect(files, files.Parse(FileArguments.Path(call, "content")), FileArguments.Content(call), call.IdempotencyKey);

    private sealed class Effect(GrantedFiles files, ProcedurePath path, ReadOnlyMemory<byte> content, string tag) : IEffect
    {
        public EffectClass Class => EffectClass.Idempotent;

        public void Authorize() => files.RequireWritable(path);

        public void Charge(RunBudget budget) => budget.ChargeWorkspace(files.CostOf(path, content));

        public ValueTask<Value> PerformAsync(CancellationToken cancellationToken)
        {
            files.TreeOf(path).Write(path.Relative, content.Span, tag);
            return ValueTask.FromResult(Value.Null);
        }
    }
}
