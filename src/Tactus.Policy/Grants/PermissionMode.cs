namespace Tactus.Policy.Grants;

/// <summary>What a run may change.</summary>
public enum PermissionMode
{
    /// <summary>Nothing: file writes and tools of class once or idempotent are denied.</summary>
    Readonly,

    /// <summary>Files beneath the granted roots, and granted tools.</summary>
    Edit,

    /// <summary>Everything that the grant names.</summary>
    Full,
}
