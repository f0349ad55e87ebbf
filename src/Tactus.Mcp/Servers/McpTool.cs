using Tactus.Protocol.Values;

namespace Tactus.Mcp.Servers;

/// <summary>A tool as its server describes it. Nothing of it is trusted.</summary>
/// <param name="Name">The name that the server knows it by.</param>
/// <param name="Description">What it does, or empty.</param>
/// <param name="Parameters">The JSON schema of its arguments.</param>
internal sealed record McpTool(string Name, string Description, Value Parameters);
