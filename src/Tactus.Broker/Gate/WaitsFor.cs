namespace Tactus.Broker.Gate;

/// <summary>What a suspended run can wait for (<c>Suspended.waits_for</c> in broker.proto).</summary>
public static class WaitsFor
{
    /// <summary>A person's answer.</summary>
    public const string Human = "human";

    /// <summary>A time.</summary>
    public const string Time = "time";

    /// <summary>The end of another run.</summary>
    public const string Run = "run";
}
