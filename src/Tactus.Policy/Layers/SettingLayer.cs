using Tactus.Policy.Grants;

namespace Tactus.Policy.Layers;

/// <summary>What one file, or the command line, sets.</summary>
/// <param name="Layer">Which layer it is.</param>
/// <param name="IsTrusted">True when it may widen.</param>
/// <param name="Settings">Its leaves by key.</param>
/// <param name="Ceilings">What nothing may exceed, by key; only the system and the user layer have any.</param>
public sealed record SettingLayer(
    ConfigurationLayer Layer,
    bool IsTrusted,
    IReadOnlyDictionary<string, Setting> Settings,
    IReadOnlyDictionary<string, Setting> Ceilings);
