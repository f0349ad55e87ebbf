namespace Tactus.Configuration.Keys;

/// <summary>How much a value gives away.</summary>
public enum RiskLevel
{
    /// <summary>Nothing beyond the defaults.</summary>
    Low,

    /// <summary>More than the defaults, within what the parts were made for.</summary>
    Medium,

    /// <summary>A wall less.</summary>
    High,
}
