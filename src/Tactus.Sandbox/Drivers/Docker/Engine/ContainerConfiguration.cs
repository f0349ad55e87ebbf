namespace Tactus.Sandbox.Drivers.Docker.Engine;

/// <summary>The part of a container's configuration that is read back.</summary>
internal sealed record ContainerConfiguration
{
    public string User { get; init; } = "";
}
