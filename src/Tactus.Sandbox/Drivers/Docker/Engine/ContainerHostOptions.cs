namespace Tactus.Sandbox.Drivers.Docker.Engine;

/// <summary>The <c>HostConfig</c> of a container, as it is asked for and as it is read back.</summary>
internal sealed record ContainerHostOptions
{
    public string NetworkMode { get; init; } = "";

    public bool ReadonlyRootfs { get; init; }

    public bool Privileged { get; init; }

    public IReadOnlyList<string>? CapAdd { get; init; }

    public IReadOnlyList<string>? CapDrop { get; init; }

    public IReadOnlyList<string>? SecurityOpt { get; init; }

    public IReadOnlyList<string>? Binds { get; init; }

    public IReadOnlyList<ContainerMount>? Mounts { get; init; }

    /// <summary>Bytes.</summary>
    public long Memory { get; init; }

    /// <summary>Bytes of memory and swap together.</summary>
    public long MemorySwap { get; init; }

    /// <summary>Billionths of a CPU.</summary>
    public long NanoCpus { get; init; }

    public long? PidsLimit { get; init; }

    public IReadOnlyList<ContainerUlimit>? Ulimits { get; init; }

    public ContainerLog? LogConfig { get; init; }

    public string IpcMode { get; init; } = "";

    public string PidMode { get; init; } = "";

    public string UTSMode { get; init; } = "";

    public string UsernsMode { get; init; } = "";

    public string? CgroupnsMode { get; init; }

    public bool AutoRemove { get; init; }

    public bool Init { get; init; }

    public ContainerRestart? RestartPolicy { get; init; }
}
