using Tactus.Broker.Rooms;
using Tactus.Mcp.Effects;
using Tactus.Mcp.Packages;
using Tactus.Mcp.Servers;

namespace Tactus.Mcp;

/// <summary>MCP servers as tools of runs: <c>mcp.tools</c> and <c>mcp.call</c>.</summary>
/// <param name="packages">The installed packages.</param>
public sealed class McpRoom(PackageStore packages) : IEffectRoom
{
    /// <inheritdoc/>
    public EffectRoomParts Open(EffectRoomServices services)
    {
        var servers = new RunServers(services, new ServerPrograms(packages));
        return new EffectRoomParts([new McpToolsHandler(services.Run, servers), new McpCallHandler(services.Run, servers)], servers);
    }
}
