using Tactus.Broker.Gate;
using Tactus.Broker.Observing;
using Tactus.Mcp.Servers;
using Tactus.Policy.Grants;
using Tactus.Policy.Tools;
using Tactus.Protocol.Values;

namespace Tactus.Mcp.Effects;

/// <summary><c>mcp.call</c>: calls a tool of a server.</summary>
internal sealed class McpCallHandler(RunContext run, RunServers servers) : IEffectHandler, IAsyncDisposable
{
    /// <inheritdoc/>
    public string Kind => "mcp.call";

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call)
    {
        (string server, string tool) = McpNames.Split(call.Name);
        return new Effect(run, servers, call, server, tool);
    }

    /// <summary>Ends the run's servers.</summary>
    public ValueTask DisposeAsync() => servers.DisposeAsync();

    private sealed class Effect(RunContext run, RunServers servers, EffectCall call, string server, string tool) : IEffect
    {
        private readonly McpServerDeclaration? _declared = run.Grant.McpServers.GetValueOrDefault(server);

        public EffectClass Class => _declared?.EffectOf(tool) ?? EffectClass.Read;

        public void Authorize()
        {
            McpServerDeclaration declared = McpNames.Require(run.Grant, server);
            if (McpToolPolicy.Decide(run.Grant, declared, tool) is ToolDecision.Denied denied)
            {
                throw McpErrors.Denied($"the tool '{McpToolPolicy.NameOf(server, tool)}'", denied);
            }
        }

        public ValueTask<Value> PerformAsync(CancellationToken cancellationToken) =>
            servers.Get(_declared!).CallAsync(new McpCall(tool, call.Arguments, call.IdempotencyKey, Report), cancellationToken);

        private void Report(string text) =>
            run.Observer.OnEffectProgress(new EffectProgress(call.Key, call.Kind, run.Redactor.Redact(call.Name), run.Redactor.Redact(text)));
    }
}
