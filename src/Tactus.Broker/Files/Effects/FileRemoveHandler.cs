using Tactus.Broker.Gate;
using Tactus.Policy.Grants;
using Tactus.Policy.Paths;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Files.Effects;

/// <summary><c>file.remove</c>: removes a file or an empty directory; answers whether it was there.</summary>
internal sealed class FileRemoveHandler(GrantedFiles files) : IEffectHandler
{
    private const string WasThere = "was_there";

    /// <inheritdoc/>
    public string Kind => "file.remove";

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call) => new Effect(files, files.Parse(FileArguments.Path(call)));

    private sealed class Effect(GrantedFiles files, ProcedurePath path) : IEffect
    {
        public EffectClass Class => EffectClass.Idempotent;

        public Value DryRunAnswer => Value.False;

        public void Authorize() => files.RequireWritable(path);

        // When the removal was done and its answer lost, a repeat finds nothing; the note still knows.
        public Value? DescribeIntent() => Value.MapOf((WasThere, Value.Of(files.TreeOf(path).Find(path.Relative) is not null)));

        public ValueTask<Value> PerformAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Value.Of(Remove()));

        public ValueTask<Value> ResumeAsync(Value? note, CancellationToken cancellationToken)
        {
            bool wasThere = note is MapValue map && map.TryGet(WasThere, out Value? value) && value.Equals(Value.True);
            return ValueTask.FromResult(Value.Of(Remove() || wasThere));
        }

        private bool Remove() => files.TreeOf(path).Remove(path.Relative);
    }
}
