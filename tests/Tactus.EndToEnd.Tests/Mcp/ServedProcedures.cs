using ModelContextProtocol.Client;
using Tactus.EndToEnd.Tests.Fixtures;

namespace Tactus.EndToEnd.Tests.Mcp;

/// <summary>The program as an MCP server, asked by the SDK's own client over its own transport.</summary>
internal static class ServedProcedures
{
    /// <summary>Starts it and begins a conversation.</summary>
    public static Task<McpClient> StartAsync(Desk desk, McpClientHandlers? handlers, params string[] arguments)
    {
        var transport = new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = Installation.Program,
            Arguments = ["mcp", "serve", .. arguments, "--driver", "bubblewrap"],
            WorkingDirectory = desk.Workspace,
            InheritEnvironmentVariables = false,
            EnvironmentVariables = desk.Environment.ToDictionary(pair => pair.Key, pair => (string?)pair.Value),
        });
        return McpClient.CreateAsync(transport, new McpClientOptions { Handlers = handlers ?? new McpClientHandlers() });
    }
}
