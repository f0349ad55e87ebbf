namespace Tactus.Policy.Tools;

/// <summary>Whether a run may call a tool.</summary>
public abstract record ToolDecision
{
    private ToolDecision()
    {
    }

    /// <summary>It may.</summary>
    /// <param name="Pattern">The pattern that allows it.</param>
    public sealed record Allowed(string Pattern) : ToolDecision;

    /// <summary>It may not.</summary>
    /// <param name="Rule">The rule that refused it and where it is written, as one sentence.</param>
    /// <param name="AllowingYaml">The YAML that would allow it.</param>
    public sealed record Denied(string Rule, string AllowingYaml) : ToolDecision;
}
