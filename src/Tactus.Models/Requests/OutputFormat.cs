using Tactus.Protocol.Values;

namespace Tactus.Models.Requests;

/// <summary>What a structured answer must look like.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schema">Its JSON schema.</param>
public sealed record OutputFormat(string Name, MapValue Schema);
