using Tactus.Broker.Gate;
using Tactus.Policy.Grants;
using Tactus.Protocol.Values;
using Tactus.Sandbox.Helpers;

namespace Tactus.Broker.Plugins;

/// <summary><c>plugin.describe</c>: asks a plugin tool what it does and takes, by running it with <c>--describe</c>; it need not answer.</summary>
internal sealed class PluginDescribeHandler(PluginPrograms programs) : IEffectHandler
{
    /// <inheritdoc/>
    public string Kind => "plugin.describe";

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call)
    {
        PluginFile.RequirePath(call.Name);
        call.RequireNoArguments(PluginErrors.MalformedCode);
        return new Effect(programs, call);
    }

    private sealed class Effect(PluginPrograms programs, EffectCall call) : IEffect
    {
        private PluginFile? _file;

        public EffectClass Class => EffectClass.Read;

        public Value DryRunAnswer => Value.EmptyMap;

        public void Authorize() => programs.Authorize(call.Name);

        public async ValueTask AuthorizeAsync(CancellationToken cancellationToken)
        {
            Authorize();
            _file = await programs.FindAsync(call.Name, cancellationToken);
        }

        // Without the workspace: a description changes nothing.
        public async ValueTask<Value> PerformAsync(CancellationToken cancellationToken)
        {
            HelperResult result = await programs.RunAsync(_file!, ["--describe"], [], WorkspaceAccess.None, call.IdempotencyKey, cancellationToken);
            return result.ExitCode == 0 ? Read(result.Stdout) : Value.EmptyMap;
        }

        private static MapValue Read(byte[] output)
        {
            try
            {
                return ValueJson.Parse(output, JsonMarkers.Plain) is MapValue said
                    ? Value.MapOf([.. Known(said, "description", value => value is BytesValue), .. Known(said, "parameters", value => value is MapValue)])
                    : Value.EmptyMap;
            }
            catch (ValueFormatException)
            {
                // A program that knows nothing of descriptions prints whatever it prints.
                return Value.EmptyMap;
            }
        }

        private static IEnumerable<(string Key, Value Value)> Known(MapValue said, string key, Func<Value, bool> isRight) =>
            said.TryGet(key, out Value? value) && isRight(value) ? [(key, value)] : [];
    }
}
