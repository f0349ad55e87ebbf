namespace Tactus.Configuration.Yaml;

/// <summary>An entry of a map.</summary>
/// <param name="Key">The key's text.</param>
/// <param name="Mark">Where the key begins.</param>
/// <param name="Value">The value.</param>
internal sealed record YamlEntry(string Key, YamlMark Mark, YamlNode Value);
