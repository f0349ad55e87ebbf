namespace Tactus.Sandbox.Drivers.Docker.Engine;

/// <summary>State of a container.</summary>
internal sealed record ContainerState
{
    public bool OOMKilled { get; init; }

    public int ExitCode { get; init; }

    public string Error { get; init; } = "";
}
