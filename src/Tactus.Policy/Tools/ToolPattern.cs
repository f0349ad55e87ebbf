using Tactus.Policy.Orders;

namespace Tactus.Policy.Tools;

/// <summary>
/// A pattern of tool names: an exact name such as <c>host.ping</c>, or a prefix such as <c>github.*</c>. Case matters, and <c>*</c> is only ever the
/// whole last segment.
/// </summary>
public sealed record ToolPattern : INamePattern<ToolPattern>
{
    private readonly string prefix;

    private ToolPattern(string text, string prefix, bool isWildcard)
    {
        Text = text;
        this.prefix = prefix;
        IsWildcard = isWildcard;
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>True when it ends in <c>*</c>.</summary>
    public bool IsWildcard { get; }

    /// <summary>Parses a pattern.</summary>
    /// <exception cref="FormatException">It is no pattern; the message is the end of a sentence that begins with the text.</exception>
    public static ToolPattern Parse(string text) =>
        FindProblem(text) is { } problem
            ? throw new FormatException(problem)
            : text.EndsWith('*')
                ? new ToolPattern(text, text[..^1], isWildcard: true)
                : new ToolPattern(text, text, isWildcard: false);

    /// <summary>Says what is wrong with a pattern, as the end of a sentence that begins with it, or null when nothing is.</summary>
    public static string? FindProblem(string text)
    {
        if (text == "*")
        {
            return null;
        }

        var name = text.EndsWith(".*", StringComparison.Ordinal) ? text[..^2] : text;
        return name.Contains('*', StringComparison.Ordinal)
            ? "may hold \"*\" only as its whole last segment, as in \"github.*\""
            : ToolName.FindProblem(name);
    }

    /// <summary>True when the pattern stands for this name.</summary>
    public bool Matches(string toolName) =>
        IsWildcard
            ? toolName.Length > prefix.Length && toolName.StartsWith(prefix, StringComparison.Ordinal)
            : toolName == prefix;

    /// <summary>True when every name that <paramref name="other"/> stands for is one that this pattern stands for.</summary>
    public bool Covers(ToolPattern other) =>
        other.IsWildcard ? IsWildcard && other.prefix.StartsWith(prefix, StringComparison.Ordinal) : Matches(other.prefix);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
