namespace Tactus.Configuration.Yaml;

/// <summary>A map; its keys are text and differ.</summary>
/// <param name="Mark">Where it begins.</param>
/// <param name="Entries">Its entries in the order written.</param>
internal sealed record YamlMapping(YamlMark Mark, IReadOnlyList<YamlEntry> Entries) : YamlNode(Mark)
{
    /// <inheritdoc/>
    public override string Description => "a map";
}
