namespace Tactus.Sandbox.Drivers.Docker.Engine;

/// <summary>A resource limit of a container's processes.</summary>
/// <param name="Name">For instance <c>nofile</c>.</param>
/// <param name="Soft">The limit.</param>
/// <param name="Hard">How far it may be raised.</param>
internal sealed record ContainerUlimit(string Name, long Soft, long Hard);
