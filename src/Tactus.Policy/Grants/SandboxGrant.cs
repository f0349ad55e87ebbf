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

    /// <summary>Hosts that <c>http.request</c> may reach under <see cref="NetworkMode.Allowlist"/>, as <c>host</c>, <c>host:port</c> or <c>*.domain</c>. Default: none.</summary>
    public IReadOnlyList<string> NetworkAllow { get; init; } = [];

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
