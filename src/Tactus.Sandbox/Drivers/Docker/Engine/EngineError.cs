namespace Tactus.Sandbox.Drivers.Docker.Engine;

/// <summary>Body of an error answer.</summary>
internal sealed record EngineError
{
    [System.Text.Json.Serialization.JsonPropertyName("message")]
    public string Message { get; init; } = "";
}
