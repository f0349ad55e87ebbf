namespace Tactus.Mcp.Servers;

/// <summary>What a server is called, and how long it may take.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Timeout">Time of one call.</param>
internal sealed record McpServerSettings(string Name, TimeSpan Timeout);
