namespace Tactus.Policy.Grants;

/// <summary>How a program that works for a run sees the workspace; never more than the run itself may do there.</summary>
public enum WorkspaceAccess
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>To read.</summary>
    ReadOnly,

    /// <summary>To read and write.</summary>
    Write,
}
