using Tactus.Broker.Gate;
using Tactus.Policy.Grants;
using Tactus.Policy.Paths;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Files.Effects;

/// <summary><c>file.remove</c>: removes a file or an empty directory; answers whether it was there.</summary>
internal sealed class FileRemoveHandler(GrantedFiles files) : IEffectHandler
{
    /// <inheritdoc/>
    public string Kind => "file.remove";

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call) => new Effect(files, files.Parse(FileArguments.Path(call)));

    private sealed class Effect(GrantedFiles files, ProcedurePath path) : IEffect
    {
        public EffectClass Class => EffectClass.Idempotent;

        public Value DryRunAnswer => Value.False;

        public void Authorize() => files.RequireWritable(path);

        public ValueTask<Value> PerformAsync(CancellationToken cancellationToken) =>
            ValueTask.FromResult(Value.Of(files.TreeOf(path).Remove(path.Relative)));
    }
}
