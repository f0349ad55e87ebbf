using System.Text.Json.Serialization;

namespace Tactus.Sandbox.Drivers.Docker.Engine;

/// <summary>The JSON of the engine's API.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EngineVersion))]
[JsonSerializable(typeof(EngineInformation))]
[JsonSerializable(typeof(EngineError))]
[JsonSerializable(typeof(EngineProgress))]
[JsonSerializable(typeof(ContainerRequest))]
[JsonSerializable(typeof(ContainerCreated))]
[JsonSerializable(typeof(ContainerDetails))]
[JsonSerializable(typeof(ContainerWaited))]
[JsonSerializable(typeof(IReadOnlyList<ContainerSummary>), TypeInfoPropertyName = "ContainerSummaries")]
internal sealed partial class EngineJson : JsonSerializerContext;
