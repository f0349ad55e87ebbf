using Tactus.Configuration.Files;
using Tactus.Policy.Layers;

namespace Tactus.Configuration.Loading;

/// <summary>A layer and the reading that it was made of.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="File">The reading, or null for defaults and flags.</param>
internal sealed record SourceLayer(SettingLayer Layer, ConfigurationFile? File);
