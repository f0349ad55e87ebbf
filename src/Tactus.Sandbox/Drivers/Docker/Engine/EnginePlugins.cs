namespace Tactus.Sandbox.Drivers.Docker.Engine;

/// <summary>Plugins of the engine.</summary>
internal sealed record EnginePlugins
{
    /// <summary>Network drivers.</summary>
    public IReadOnlyList<string>? Network { get; init; }
}
