namespace Tactus.Sandbox.Drivers.Docker.Engine;

/// <summary>What the engine does with a container's output.</summary>
/// <param name="Type">The log driver.</param>
internal sealed record ContainerLog(string Type);
