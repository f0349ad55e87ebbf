using Tactus.Broker.Gate;
using Tactus.Policy.Grants;
using Tactus.Policy.Paths;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Files.Effects;

/// <summary><c>file.exists</c>: whether a regular file that File.* would open stands at a path.</summary>
internal sealed class FileExistsHandler(GrantedFiles files) : IEffectHandler
{
    /// <inheritdoc/>
    public string Kind => "file.exists";

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call) => new Effect(files, files.Parse(FileArguments.Path(call)));

    private sealed class Effect(GrantedFiles files, ProcedurePath path) : IEffect
    {
        public EffectClass Class => EffectClass.Read;

        public Value DryRunAnswer => Value.False;

        public void Authorize() => files.TreeOf(path);

        public ValueTask<Value> PerformAsync(CancellationToken cancellationToken)
        {
            bool exists = !files.IsHidden(path) && files.TreeOf(path).Find(path.Relative) is { Kind: FileKind.File };
            return ValueTask.FromResult(Value.Of(exists));
        }
    }
}
