namespace Tactus.Policy.Grants;

/// <summary>How the guest of a run is confined and what it may use.</summary>
public sealed record SandboxGrant
{
    /// <summary>False only when the command line said <c>--no-sandbox</c>.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Which driver. Default: <see cref="DriverChoice.Auto"/>.</summary>
    public required DriverChoice Driver { get; init; }

    /// <summary>Wall-clock limit of one execution. Default: 3600 s.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>What network the procedure's tools may reach. Default: <see cref="NetworkMode.None"/>. A guest never has one.</summary>
    public required NetworkMode Network { get; init; }

    /// <summary>True when the current directory is <c>/workspace</c>. Default: true.</summary>
    public required bool MountCurrentDir { get; init; }

    /// <summary>What happens to writes in the workspace. Default: <see cref="WorkspaceMode.Direct"/>.</summary>
    public required WorkspaceMode Workspace { get; init; }

    /// <summary>Directories beside the workspace.</summary>
    public required IReadOnlyList<VolumeGrant> Volumes { get; init; }

    /// <summary>What <c>os.getenv</c> sees.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>What the run may use up.</summary>
    public required RunLimits Limits { get; init; }
}

/// <summary>A directory of the host that a run may see.</summary>
/// <param name="HostPath">Absolute path on the host.</param>
/// <param name="Target">Absolute path as the procedure sees it, for instance <c>/data</c>.</param>
/// <param name="ReadOnly">True when it may not be written.</param>
public sealed record VolumeGrant(string HostPath, string Target, bool ReadOnly);

/// <summary>What a run may use up.</summary>
public sealed record RunLimits
{
    /// <summary>Memory of the guest, in bytes; the Lua heap gets three quarters. Default: 512 MiB.</summary>
    public required long Memory { get; init; }

    /// <summary>CPUs of the guest. Default: 1.</summary>
    public required double Cpus { get; init; }

    /// <summary>CPU time of the guest. Default: 60 s.</summary>
    public required TimeSpan CpuTime { get; init; }

    /// <summary>Processes and threads of the guest. Default: 32.</summary>
    public required int Pids { get; init; }

    /// <summary>File descriptors of the guest. Default: 256.</summary>
    public required int Files { get; init; }

    /// <summary>Bytes that the procedure may print and log. Default: 1 MiB.</summary>
    public required long Output { get; init; }

    /// <summary>Bytes that the run may write to its workspace. Default: 1 GiB.</summary>
    public required long Workspace { get; init; }

    /// <summary>Effects that the run may ask for. Default: 100,000.</summary>
    public required long Effects { get; init; }
}

/// <summary>The drivers a person may name.</summary>
public enum DriverChoice
{
    /// <summary>The first of docker, oci, bubblewrap that this machine can run.</summary>
    Auto,

    /// <summary>A container of the Docker Engine.</summary>
    Docker,

    /// <summary>A container of runc; not built yet.</summary>
    Oci,

    /// <summary>A sandbox of bubblewrap.</summary>
    Bubblewrap,

    /// <summary>The guest's own lock-down alone.</summary>
    None,
}

/// <summary>What network a run's tools may reach.</summary>
public enum NetworkMode
{
    /// <summary>None.</summary>
    None,

    /// <summary>Named hosts only.</summary>
    Allowlist,

    /// <summary>Everything; warned about every time.</summary>
    Open,
}

/// <summary>What happens to a run's writes in the workspace.</summary>
public enum WorkspaceMode
{
    /// <summary>They go to the files themselves.</summary>
    Direct,

    /// <summary>They are kept aside until a person applies or discards them.</summary>
    Staged,

    /// <summary>There is no workspace.</summary>
    None,
}
