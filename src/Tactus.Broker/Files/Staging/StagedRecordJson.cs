using System.Text.Json.Serialization;

namespace Tactus.Broker.Files.Staging;

/// <summary>The JSON of staged records.</summary>
[JsonSerializable(typeof(StagedRecord))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class StagedRecordJson : JsonSerializerContext;
