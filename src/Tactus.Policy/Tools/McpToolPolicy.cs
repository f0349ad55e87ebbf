using Tactus.Policy.Grants;

namespace Tactus.Policy.Tools;

/// <summary>Decides which MCP servers a run may reach, and which of their tools it may call. Pure and thread-safe.</summary>
public static class McpToolPolicy
{
    /// <summary>The name by which <c>tools.allow</c> knows a tool.</summary>
    public static string NameOf(string server, string tool) => $"{ToolName.McpPrefix}{server}.{tool}";

    /// <summary>True when the run may call some tool of the server.</summary>
    public static bool IsReachable(Grant grant, string server)
    {
        var all = ToolPattern.Parse($"{ToolName.McpPrefix}{server}.*");
        return grant.AllowedTools.Select(ToolPattern.Parse).Any(pattern => pattern.Covers(all) || all.Covers(pattern));
    }

    /// <summary>Decides whether the run may ask the server anything.</summary>
    public static ToolDecision DecideServer(Grant grant, string server) =>
        IsReachable(grant, server)
            ? new ToolDecision.Allowed($"{ToolName.McpPrefix}{server}.*")
            : ToolPolicy.Decide(grant, $"{ToolName.McpPrefix}{server}.*");

    /// <summary>Decides about one tool of a server that trusted YAML declares.</summary>
    /// <param name="grant">The run's grant.</param>
    /// <param name="server">The server.</param>
    /// <param name="tool">The tool's name exactly as the procedure, or the server, wrote it.</param>
    public static ToolDecision Decide(Grant grant, McpServerDeclaration server, string tool)
    {
        if (!server.OfferedTools.Any(pattern => ToolPattern.Parse(pattern).Matches(tool)))
        {
            var offered = string.Join(", ", server.OfferedTools);
            return new ToolDecision.Denied(
                $"mcp_servers.{server.Name}.tools.allow is [{offered}] ({server.Provenance})",
                $"mcp_servers:\n  {server.Name}:\n    tools: {{allow: [{tool}]}}");
        }

        return ToolPolicy.Decide(grant, NameOf(server.Name, tool), server.EffectOf(tool));
    }
}
