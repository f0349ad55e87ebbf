namespace Tactus.Configuration.Yaml;

/// <summary>A list.</summary>
/// <param name="Mark">Where it begins.</param>
/// <param name="Items">Its items.</param>
internal sealed record YamlSequence(YamlMark Mark, IReadOnlyList<YamlNode> Items) : YamlNode(Mark)
{
    /// <inheritdoc/>
    public override string Description => "a list";
}
