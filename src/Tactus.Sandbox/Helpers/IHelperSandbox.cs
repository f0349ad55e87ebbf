namespace Tactus.Sandbox.Helpers;

/// <summary>Runs programs that work for a run, each in a sandbox of its own.</summary>
public interface IHelperSandbox
{
    /// <summary>Runs a program to its end and returns its bounded output.</summary>
    /// <exception cref="Protocol.TactusException">No helper sandbox to be had (TAC5301), or the program cannot be started (TAC5302).</exception>
    Task<HelperResult> RunAsync(HelperCommand command, CancellationToken cancellationToken);
}

/// <summary>A program to run in a helper sandbox.</summary>
public sealed record HelperCommand
{
    /// <summary>The run's id; labels the process.</summary>
    public required string RunId { get; init; }

    /// <summary>Program and arguments. No shell.</summary>
    public required IReadOnlyList<string> Argv { get; init; }

    /// <summary>Working directory as the program sees it.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The whole environment.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Standard input, or empty.</summary>
    public ReadOnlyMemory<byte> Stdin { get; init; }

    /// <summary>Directories that it sees, workspace among them. Control directories inside are mounted whole and read-only.</summary>
    public required IReadOnlyList<HelperMount> Mounts { get; init; }

    /// <summary>True when it may use the host's network.</summary>
    public required bool Network { get; init; }

    /// <summary>True when it runs on the bare host, because trusted YAML said so.</summary>
    public required bool Unsandboxed { get; init; }

    /// <summary>Time until it is killed.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Bytes of standard output and of standard error that are kept, each.</summary>
    public required long OutputLimit { get; init; }

    /// <summary>Bytes of memory.</summary>
    public required long MemoryLimit { get; init; }
}

/// <summary>A directory in a helper sandbox.</summary>
/// <param name="HostPath">Absolute path on the host.</param>
/// <param name="Target">Absolute path inside.</param>
/// <param name="ReadOnly">True when it may not be written.</param>
public sealed record HelperMount(string HostPath, string Target, bool ReadOnly);

/// <summary>How a helper ended.</summary>
/// <param name="ExitCode">Exit code, or 128 plus the signal.</param>
/// <param name="Stdout">Standard output, cut at the limit.</param>
/// <param name="Stderr">Standard error, cut at the limit.</param>
/// <param name="Truncated">True when one of them was cut; the program is ended then.</param>
/// <param name="TimedOut">True when the time was up.</param>
public sealed record HelperResult(int ExitCode, byte[] Stdout, byte[] Stderr, bool Truncated, bool TimedOut);
