namespace Tactus.Analysis;

/// <summary>What the checks have to know beside the sources.</summary>
public sealed record AnalysisSettings
{
    /// <summary>Whether an agent without a model gets one from the configuration.</summary>
    /// <value>Default: false.</value>
    public bool HasDefaultModel { get; init; }

    /// <summary>Whether what could make a replay go another way is an error.</summary>
    /// <value>Default: false, it is a warning.</value>
    public bool IsReplayStrict { get; init; }

    /// <summary>Names that an agent's <c>tools</c> may hold although no source declares them: MCP servers and host tools.</summary>
    /// <value>Default: none.</value>
    public IReadOnlySet<string> ToolNames { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Host tools that some configuration declares, granted or not; null where nobody has looked, which leaves them unchecked.</summary>
    /// <value>Default: null.</value>
    public IReadOnlySet<string>? HostTools { get; init; }

    /// <summary>MCP servers that some configuration declares; null where nobody has looked, which leaves them unchecked.</summary>
    /// <value>Default: null.</value>
    public IReadOnlySet<string>? Servers { get; init; }

    /// <summary>Providers of models that some configuration declares; null where nobody has looked, which leaves them unchecked.</summary>
    /// <value>Default: null.</value>
    public IReadOnlySet<string>? Providers { get; init; }

    /// <summary>The modules that <c>require</c> finds; null where nobody has looked for them, which leaves them unchecked.</summary>
    /// <value>Default: null.</value>
    public IReadOnlySet<string>? Modules { get; init; }
}
