using Tactus.Broker;
using Tactus.Policy.Grants;
using Tactus.Protocol.V1;

namespace Tactus.Engine.Guests;

/// <summary>What one guest is to do, under which driver, and who serves it.</summary>
public sealed record GuestAssignment
{
    /// <summary>The run's id; names the socket directory and labels the sandbox.</summary>
    public required string RunId { get; init; }

    /// <summary>The driver.</summary>
    public required Sandbox.Drivers.ISandboxDriver Driver { get; init; }

    /// <summary>What the guest is told.</summary>
    public required StartResponse Start { get; init; }

    /// <summary>What the run may use up.</summary>
    public required RunLimits Limits { get; init; }

    /// <summary>Wall-clock limit, from the start of the guest.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Makes the broker of the run. Called once, while the sandbox is being prepared.</summary>
    public required Func<RunBroker> CreateBroker { get; init; }

    /// <summary>Called when the guest is about to be started, with the controls that are weaker than usual.</summary>
    public Func<IReadOnlyList<string>, CancellationToken, ValueTask> OnPrepared { get; init; } = static (_, _) => ValueTask.CompletedTask;
}
