namespace Tactus.Broker.Gate;

/// <summary>The kinds of failure that a procedure can tell apart (<c>EffectError.kind</c> in broker.proto).</summary>
public static class EffectErrorKind
{
    /// <summary>The grant refuses it.</summary>
    public const string Denied = "denied";

    /// <summary>The arguments are wrong.</summary>
    public const string Invalid = "invalid";

    /// <summary>It was tried and failed.</summary>
    public const string Failed = "failed";

    /// <summary>Its time was up.</summary>
    public const string Timeout = "timeout";

    /// <summary>A budget of the run is spent.</summary>
    public const string Budget = "budget";

    /// <summary>It may or may not have happened.</summary>
    public const string InDoubt = "in_doubt";

    /// <summary>The run is being ended.</summary>
    public const string Cancelled = "cancelled";
}
