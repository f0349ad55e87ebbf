using Tactus.Protocol.Values;

namespace Tactus.Mcp.Tests.Support;

/// <summary>Reads the answer of <c>mcp.tools</c>.</summary>
internal static class ToolNames
{
    public static IReadOnlyList<string> Names(this Value tools) => [.. ((ListValue)tools).Items.Select(tool => tool.Get("name").Text())];
}
