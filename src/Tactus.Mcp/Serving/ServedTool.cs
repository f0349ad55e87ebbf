using Tactus.Protocol.Values;

namespace Tactus.Mcp.Serving;

/// <summary>What MCP clients are told of a procedure.</summary>
/// <param name="Name">The tool's name.</param>
/// <param name="Description">What it does.</param>
/// <param name="Input">Its input fields, as a guest describes them.</param>
/// <param name="Output">Its output fields; null when it declares none.</param>
public sealed record ServedTool(string Name, string Description, MapValue Input, MapValue? Output);
