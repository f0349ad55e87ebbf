namespace Tactus.Sandbox.Drivers.Docker.Engine;

/// <summary>Answer of <c>POST /containers/create</c>.</summary>
internal sealed record ContainerCreated
{
    public string Id { get; init; } = "";
}
