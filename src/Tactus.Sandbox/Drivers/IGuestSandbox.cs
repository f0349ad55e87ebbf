namespace Tactus.Sandbox.Drivers;

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
