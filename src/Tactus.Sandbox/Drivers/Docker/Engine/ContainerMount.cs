namespace Tactus.Sandbox.Drivers.Docker.Engine;

/// <summary>A mount of a container.</summary>
internal sealed record ContainerMount
{
    public string Type { get; init; } = "bind";

    public string Source { get; init; } = "";

    public string Target { get; init; } = "";

    public bool ReadOnly { get; init; }
}
