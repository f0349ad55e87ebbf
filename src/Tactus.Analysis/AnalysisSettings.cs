namespace Tactus.Analysis;

/// <summary>What the checks have to know beside the sources.</summary>
public sealed record AnalysisSettings
{
    /// <summary>Whether an agent without a model gets one from the configuration.</summary>
    /// <value>Default: false.</value>
    public bool HasDefaultModel { get; init; }

    /// <summary>Names that an agent's <c>tools</c> may hold although no source declares them: MCP servers and host tools.</summary>
    /// <value>Default: none.</value>
    public IReadOnlySet<string> ToolNames { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The modules that <c>require</c> finds; null where nobody has looked for them, which leaves them unchecked.</summary>
    /// <value>Default: null.</value>
    public IReadOnlySet<string>? Modules { get; init; }
}
