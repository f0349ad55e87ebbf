using Tactus.Broker.Gate;
using Tactus.Mcp.Servers;
using Tactus.Policy.Grants;
using Tactus.Policy.Tools;
using Tactus.Protocol.Values;

namespace Tactus.Mcp.Effects;

/// <summary><c>mcp.tools</c>: the granted tools of a server.</summary>
internal sealed class McpToolsHandler(RunContext run, RunServers servers) : IEffectHandler
{
    /// <inheritdoc/>
    public string Kind => "mcp.tools";

    /// <inheritdoc/>
    public IEffect Parse(EffectCall call)
    {
        call.RequireNoArguments(McpErrors.MalformedCode);
        return new Effect(run.Grant, servers, call.Name);
    }

    private sealed class Effect(Grant grant, RunServers servers, string name) : IEffect
    {
        private McpServerDeclaration? _server;

        public EffectClass Class => EffectClass.Read;

        public Value DryRunAnswer => new ListValue([]);

        public void Authorize() => _server = McpNames.Require(grant, name);

        public async ValueTask<Value> PerformAsync(CancellationToken cancellationToken)
        {
            IReadOnlyList<McpTool> tools = await servers.Get(_server!).ListToolsAsync(cancellationToken);
            return new ListValue(
            [
                .. tools.Where(IsGranted).DistinctBy(tool => tool.Name, StringComparer.Ordinal).OrderBy(tool => tool.Name, StringComparer.Ordinal)
                    .Select(tool => Value.MapOf(
                        ("name", Value.Of(tool.Name)), ("description", Value.Of(tool.Description)), ("parameters", tool.Parameters))),
            ]);
        }

        // A name that no line of YAML could grant is not shown: nothing could call it.
        private bool IsGranted(McpTool tool) =>
            ToolName.FindProblem(McpToolPolicy.NameOf(name, tool.Name)) is null
            && McpToolPolicy.Decide(grant, _server!, tool.Name) is ToolDecision.Allowed;
    }
}
