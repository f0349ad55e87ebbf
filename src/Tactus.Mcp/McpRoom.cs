using Tactus.Broker.Gate;
using Tactus.Mcp.Effects;
using Tactus.Mcp.Packages;
using Tactus.Mcp.Servers;

namespace Tactus.Mcp;

/// <summary>MCP servers as tools of runs: <c>mcp.tools</c> and <c>mcp.call</c>.</summary>
/// <param name="packages">The installed packages.</param>
public sealed class McpRoom(PackageStore packages)
{
    /// <summary>Makes the kinds of effect of one run. Nothing is started, and the SDK is not loaded, before the first of them is performed.</summary>
    public IEnumerable<IEffectHandler> Create(EffectServices services)
    {
        var servers = new RunServers(services, new ServerPrograms(packages));
        return [new McpToolsHandler(services.Run, servers), new McpCallHandler(services.Run, servers)];
    }
}
