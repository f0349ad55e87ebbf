namespace Tactus.Analysis.Findings;

/// <summary>How sure a check is that something goes wrong.</summary>
public enum FindingSeverity
{
    /// <summary>Most likely not what was meant; fails a check only when it is strict.</summary>
    Warning,

    /// <summary>Will fail when it is reached.</summary>
    Error,
}
