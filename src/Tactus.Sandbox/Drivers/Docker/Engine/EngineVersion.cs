using System.Text.Json.Serialization;

namespace Tactus.Sandbox.Drivers.Docker.Engine;

/// <summary>Answer of <c>GET /version</c>, as far as it is read.</summary>
internal sealed record EngineVersion
{
    /// <summary>Version of the engine.</summary>
    public string Version { get; init; } = "";

    /// <summary>Newest API it speaks.</summary>
    public string ApiVersion { get; init; } = "";

    /// <summary>Oldest API it speaks.</summary>
    [JsonPropertyName("MinAPIVersion")]
    public string MinApiVersion { get; init; } = "";

    /// <summary>Its parts, runc among them.</summary>
    public IReadOnlyList<EngineComponent> Components { get; init; } = [];
}
