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

/// <summary>A guest that is being confined: prepared, then started, then gone.</summary>
/// <remarks>Disposing it kills the guest and removes everything that was created for it.</remarks>
public interface IGuestSandbox : IAsyncDisposable
{
    /// <summary>Best-effort controls that are missing or replaced, for the run's record: <c>memory: rlimit</c>.</summary>
    IReadOnlyList<string> Controls { get; }

    /// <summary>Starts the guest and writes the 32 token bytes to its standard input.</summary>
    ValueTask StartAsync(ReadOnlyMemory<byte> token, CancellationToken cancellationToken);

    /// <summary>Waits until the guest has ended.</summary>
    ValueTask<GuestExit> WaitAsync(CancellationToken cancellationToken);

    /// <summary>Ends the guest at once. Harmless when it has ended.</summary>
    ValueTask KillAsync();
}

/// <summary>How a guest process ended. The exit code is the guest's word and decides nothing by itself.</summary>
/// <param name="ExitCode">Exit code, or 128 plus the signal.</param>
/// <param name="OutOfMemory">True when the driver knows that the memory limit ended it.</param>
/// <param name="DriverFailure">What failed in the driver (the engine died), or null.</param>
/// <param name="ErrorOutput">The last 8 KiB of its standard error, for the record.</param>
public sealed record GuestExit(int ExitCode, bool OutOfMemory, string? DriverFailure, string ErrorOutput);

/// <summary>Whether a driver can be used here.</summary>
/// <param name="Available">True when it can.</param>
/// <param name="Version">Version of the engine or program, or empty.</param>
/// <param name="Reason">Why it cannot, or empty.</param>
/// <param name="Mend">What would mend it, or empty.</param>
/// <param name="Controls">Each control and how it is given here.</param>
public sealed record DriverStatus(bool Available, string Version, string Reason, string Mend, IReadOnlyList<ControlStatus> Controls);

/// <summary>One control of one driver on this machine.</summary>
/// <param name="Name">For instance <c>network</c>, <c>seccomp</c>, <c>memory</c>.</param>
/// <param name="Required">True when a start is refused without it.</param>
/// <param name="Present">True when it is given.</param>
/// <param name="How">How it is given, or why not.</param>
public sealed record ControlStatus(string Name, bool Required, bool Present, string How);
