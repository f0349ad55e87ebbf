using System.Text.Json.Serialization;

namespace Tactus.Mcp.Packages;

/// <summary>How records of packages are written.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PackageRecord))]
internal sealed partial class PackageJson : JsonSerializerContext;
