using Tactus.Engine.Resuming;

namespace Tactus.Engine.Forking;

/// <summary>Where a run forks, and what is different in the new one.</summary>
public sealed record ForkOptions
{
    /// <summary>The last entry that is shared, by its delivery number; 0 for none. Default: null, the last one there is.</summary>
    public long? At { get; init; }

    /// <summary>Absolute path of the procedure that runs in the place of the recorded one. Default: null, the recorded one runs.</summary>
    public string? With { get; init; }

    /// <summary>Inputs that are different, as text; the schema types them. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Under which grant it goes on, and with which driver.</summary>
    public ResumeOptions Resume { get; init; } = new();
}
