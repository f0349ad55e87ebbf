namespace Tactus.Sandbox.Drivers.Docker.Engine;

/// <summary>A part of the engine and its version.</summary>
internal sealed record EngineComponent
{
    /// <summary>For instance <c>runc</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>For instance <c>1.1.5+ds1</c>.</summary>
    public string Version { get; init; } = "";
}
