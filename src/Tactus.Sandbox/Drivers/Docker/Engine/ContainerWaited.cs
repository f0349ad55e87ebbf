namespace Tactus.Sandbox.Drivers.Docker.Engine;

/// <summary>Answer of <c>POST /containers/ID/wait</c>.</summary>
internal sealed record ContainerWaited
{
    public int StatusCode { get; init; }
}
