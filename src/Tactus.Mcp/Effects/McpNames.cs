using Tactus.Broker.Gate;
using Tactus.Mcp.Servers;
using Tactus.Policy.Grants;
using Tactus.Policy.Tools;

namespace Tactus.Mcp.Effects;

/// <summary>Finds what a name means, and whether the run may use it.</summary>
internal static class McpNames
{
    /// <summary>Takes <c>server.tool</c> apart.</summary>
    /// <exception cref="EffectException">It is no such name (TAC3903).</exception>
    public static (string Server, string Tool) Split(string name)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0 || ToolName.FindProblem(ToolName.McpPrefix + name) is not null)
        {
            throw McpErrors.BadName("mcp.call needs the name of a server and of a tool, joined by a dot");
        }

        return (name[..dot], name[(dot + 1)..]);
    }

    /// <summary>The declaration of a server that the run may ask.</summary>
    /// <exception cref="EffectException">It may not (TAC3901), or there is none (TAC3902).</exception>
    public static McpServerDeclaration Require(Grant grant, string server)
    {
        if (ToolName.FindProblem(ToolName.McpPrefix + server) is not null)
        {
            throw McpErrors.BadName("mcp.tools needs the name of a server");
        }

        if (McpToolPolicy.DecideServer(grant, server) is ToolDecision.Denied denied)
        {
            throw McpErrors.Denied($"the MCP server '{server}'", denied);
        }

        return grant.McpServers.TryGetValue(server, out McpServerDeclaration? found) ? found : throw McpErrors.Unknown(server);
    }
}
