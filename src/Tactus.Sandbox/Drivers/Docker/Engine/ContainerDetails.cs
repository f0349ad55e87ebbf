namespace Tactus.Sandbox.Drivers.Docker.Engine;

/// <summary>Answer of <c>GET /containers/ID/json</c>, as far as it is read.</summary>
internal sealed record ContainerDetails
{
    public ContainerState State { get; init; } = new();

    public ContainerHostOptions HostConfig { get; init; } = new();

    public ContainerConfiguration Config { get; init; } = new();
}
