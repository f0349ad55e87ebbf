namespace Tactus.Sandbox.Drivers;

/// <summary>What a driver needs to know to start a guest.</summary>
public sealed record GuestLaunch
{
    /// <summary>The run's id; labels everything that is created.</summary>
    public required string RunId { get; init; }

    /// <summary>The directory on the host that holds the guest executable and its Lua library.</summary>
    public required string GuestDirectory { get; init; }

    /// <summary>The run's own socket directory on the host; the broker listens on <c>broker.sock</c> in it.</summary>
    public required string SocketDirectory { get; init; }

    /// <summary>The run's limits.</summary>
    public required Policy.Grants.RunLimits Limits { get; init; }
}
