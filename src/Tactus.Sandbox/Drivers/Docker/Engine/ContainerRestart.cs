namespace Tactus.Sandbox.Drivers.Docker.Engine;

/// <summary>When the engine starts a container again.</summary>
/// <param name="Name">The policy.</param>
internal sealed record ContainerRestart(string Name);
