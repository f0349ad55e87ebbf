namespace Tactus.Policy.Grants;

/// <summary>What network a run's tools may reach.</summary>
public enum NetworkMode
{
    /// <summary>None.</summary>
    None,

    /// <summary>Named hosts only.</summary>
    Allowlist,

    /// <summary>Everything; warned about every time.</summary>
    Open,
}
