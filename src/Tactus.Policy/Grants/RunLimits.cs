namespace Tactus.Policy.Grants;

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

    /// <summary>Bytes of arguments and answers that the run's journal keeps. Default: 1 GiB.</summary>
    public long Journal { get; init; } = 1L << 30;

    /// <summary>Effects that the run may ask for. Default: 100,000.</summary>
    public required long Effects { get; init; }
}
