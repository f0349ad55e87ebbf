using System.Text;
using Tactus.Broker.Gate;
using Tactus.Policy.Grants;
using Tactus.Protocol.Values;
using Tactus.Sandbox.Helpers;

namespace Tactus.Broker.Plugins;

/// <summary><c>plugin.call</c>: runs an executable beside the procedure, JSON in and JSON out.</summary>
internal sealed class PluginCallHandler(PluginPrograms programs) : IEffectHandler
{
    private const string HashKey = "sha256";

    /// <inheritdoc/>
    public string Kind => "plugin.call";

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call)
    {
        PluginFile.RequirePath(call.Name);
        return new Effect(programs, call);
    }

    private sealed class Effect(PluginPrograms programs, EffectCall call) : IEffect
    {
        private PluginFile? _file;

        public EffectClass Class => PluginPrograms.CallClass;

        public void Authorize() => programs.Authorize(call.Name);

        public async ValueTask AuthorizeAsync(CancellationToken cancellationToken)
        {
            Authorize();
            _file = await programs.FindAsync(call.Name, cancellationToken);
        }

        public Value DescribeIntent() => Value.MapOf((HashKey, Value.Of(_file!.Sha256)));

        public async ValueTask<Value> PerformAsync(CancellationToken cancellationToken)
        {
            HelperResult result = await programs.RunAsync(
                _file!, [], Encoding.UTF8.GetBytes(ValueJson.ToJson(call.Arguments)), WorkspaceAccess.Write, call.IdempotencyKey, cancellationToken);
            if (result.ExitCode != 0)
            {
                throw PluginErrors.Failed(call.Name, result.ExitCode, programs.Words(result));
            }

            try
            {
                return ValueJson.Parse(result.Stdout, JsonMarkers.Plain);
            }
            catch (ValueFormatException error)
            {
                throw PluginErrors.NoJson(call.Name, error.Message);
            }
        }

        public ValueTask<Value> ResumeAsync(Value? note, CancellationToken cancellationToken)
        {
            // A person who says that it is to be done again knew the file that was begun with.
            bool isSame = note is MapValue map && map.TryGet(HashKey, out Value? hash) && hash.Equals(Value.Of(_file!.Sha256));
            return isSame ? PerformAsync(cancellationToken) : throw PluginErrors.Changed(call.Name);
        }
    }
}
