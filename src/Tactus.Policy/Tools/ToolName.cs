namespace Tactus.Policy.Tools;

/// <summary>
/// The names of tools: segments of ASCII letters, digits, <c>_</c> and <c>-</c>, joined by dots. What follows <c>plugin.</c> is a path, whose
/// segments are joined by slashes too.
/// </summary>
public static class ToolName
{
    /// <summary>What the names of plugin tools begin with.</summary>
    public const string PluginPrefix = "plugin.";

    /// <summary>What the names of the tools of MCP servers begin with.</summary>
    public const string McpPrefix = "mcp.";

    private static readonly char[] Joints = ['.'];
    private static readonly char[] PathJoints = ['.', '/'];

    /// <summary>Longest name, in characters.</summary>
    public const int MaxLength = 128;

    /// <summary>Says what is wrong with a name, as the end of a sentence that begins with it, or null when nothing is.</summary>
    public static string? FindProblem(string name)
    {
        if (name.Length is 0 or > MaxLength)
        {
            return $"must have 1 to {MaxLength} characters";
        }

        foreach (var segment in name.Split(name.StartsWith(PluginPrefix, StringComparison.Ordinal) ? PathJoints : Joints))
        {
            if (segment.Length == 0)
            {
                return "has an empty segment";
            }

            if (segment[0] == '-' || !segment.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            {
                return "may hold ASCII letters, digits, \"_\" and inner \"-\" only, joined by dots";
            }
        }

        return null;
    }
}
