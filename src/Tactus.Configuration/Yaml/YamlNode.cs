namespace Tactus.Configuration.Yaml;

/// <summary>A node of a YAML file, with its place.</summary>
/// <param name="Mark">Where it begins.</param>
internal abstract record YamlNode(YamlMark Mark)
{
    /// <summary>What it is, as a person would call it.</summary>
    public abstract string Description { get; }
}
