using System.Text.Json.Serialization;

namespace Tactus.Sandbox.Drivers.Docker.Engine;

/// <summary>One line of the answer of <c>POST /images/create</c>.</summary>
internal sealed record EngineProgress
{
    [JsonPropertyName("error")]
    public string? Error { get; init; }
}
