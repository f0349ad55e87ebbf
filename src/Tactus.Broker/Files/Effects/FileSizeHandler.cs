using Tactus.Broker.Gate;
using Tactus.Policy.Grants;
using Tactus.Policy.Paths;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Files.Effects;

/// <summary><c>file.size</c>: bytes of a file.</summary>
internal sealed class FileSizeHandler(GrantedFiles files) : IEffectHandler
{
    /// <inheritdoc/>
    public string Kind => "file.size";

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call) => new Effect(files, files.Parse(FileArguments.Path(call)));

    private sealed class Effect(GrantedFiles files, ProcedurePath path) : IEffect
    {
        public EffectClass Class => EffectClass.Read;

        public Value DryRunAnswer { get; } = Value.Of(0);

        public void Authorize() => files.TreeOf(path);

        public ValueTask<Value> PerformAsync(CancellationToken cancellationToken)
        {
            FileStat? found = files.IsHidden(path) ? null : files.TreeOf(path).Find(path.Relative);
            if (found is not { } stat)
            {
                throw FileErrors.NotFound(path.ToString());
            }

            return stat.RequireOrdinary(path.ToString()).IsDirectory
                ? throw FileErrors.IsDirectory(path.ToString())
                : ValueTask.FromResult(Value.Of(stat.Size));
        }
    }
}
