namespace Tactus.Sandbox.Helpers;

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

    /// <summary>Files that it sees as copies of its own. Default: none. They do not count on the bare host.</summary>
    public IReadOnlyList<HelperFile> Files { get; init; } = [];

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
