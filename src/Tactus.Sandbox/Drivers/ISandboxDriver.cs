namespace Tactus.Sandbox.Drivers;

/// <summary>One way to confine a guest.</summary>
public interface ISandboxDriver
{
    /// <summary><c>docker</c>, <c>bubblewrap</c> or <c>none</c>.</summary>
    string Name { get; }

    /// <summary>Finds out whether this machine can run it, and which controls it gives here. Quick (under 50 ms when it can).</summary>
    ValueTask<DriverStatus> DetectAsync(CancellationToken cancellationToken);

    /// <summary>Makes ready what a start needs, so that it can go on while the broker starts: the image, the container.</summary>
    /// <exception cref="Protocol.TactusException">A required control is missing (TAC50xx).</exception>
    ValueTask<IGuestSandbox> PrepareAsync(GuestLaunch launch, CancellationToken cancellationToken);

    /// <summary>Removes what killed runs left behind. Returns what was removed, one line each.</summary>
    ValueTask<IReadOnlyList<string>> SweepAsync(Func<string, bool> isRunAlive, CancellationToken cancellationToken);
}
