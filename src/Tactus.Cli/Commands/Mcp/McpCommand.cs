using System.CommandLine;

namespace Tactus.Cli.Commands.Mcp;

/// <summary><c>tactus mcp</c>: MCP servers as tools, and procedures as tools of MCP clients.</summary>
internal static class McpCommand
{
    public static Command Create(CliContext context) => new("mcp", "MCP servers: install their packages, list and call their tools; serve procedures to MCP clients")
    {
        McpInstallCommand.Create(context),
        McpListCommand.Create(context),
        McpCallCommand.Create(context),
        McpServeCommand.Create(context),
    };
}
