namespace Tactus.Journal;

/// <summary>What this machine can tell about an executor.</summary>
public enum ExecutorLiveness
{
    /// <summary>It lives elsewhere, or its identity cannot be read; only its heartbeat tells.</summary>
    Unknown,

    /// <summary>The very process that wrote the identity is there.</summary>
    Alive,

    /// <summary>The process is gone, is a zombie, or its number belongs to another process now.</summary>
    Dead,
}
