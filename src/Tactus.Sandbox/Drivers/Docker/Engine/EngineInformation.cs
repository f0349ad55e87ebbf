namespace Tactus.Sandbox.Drivers.Docker.Engine;

/// <summary>Answer of <c>GET /info</c>, as far as it is read.</summary>
internal sealed record EngineInformation
{
    /// <summary>Operating system of its containers.</summary>
    public string OSType { get; init; } = "";

    /// <summary>For instance <c>name=seccomp,profile=default</c>, <c>name=rootless</c>, <c>name=userns</c>.</summary>
    public IReadOnlyList<string> SecurityOptions { get; init; } = [];

    /// <summary>Its plugins.</summary>
    public EnginePlugins Plugins { get; init; } = new();

    /// <summary>True when it can limit memory.</summary>
    public bool MemoryLimit { get; init; }

    /// <summary>True when it can limit swap.</summary>
    public bool SwapLimit { get; init; }

    /// <summary>True when it can limit processes.</summary>
    public bool PidsLimit { get; init; }

    /// <summary>True when it can limit CPU by quota.</summary>
    public bool CpuCfsQuota { get; init; }

    /// <summary><c>1</c> or <c>2</c>.</summary>
    public string CgroupVersion { get; init; } = "";
}
