namespace Tactus.Policy.Grants;

/// <summary>What happens to a run's writes in the workspace.</summary>
public enum WorkspaceMode
{
    /// <summary>They go to the files themselves.</summary>
    Direct,

    /// <summary>They are kept aside until a person applies or discards them.</summary>
    Staged,

    /// <summary>There is no workspace.</summary>
    None,
}
