using Tactus.Configuration.Yaml;
using Tactus.Policy.Grants;

namespace Tactus.Configuration.HostTools;

/// <summary>Reads a JSON-shaped template.</summary>
/// <param name="templates">Reads the leaves.</param>
internal sealed class TemplateTreeReader(TemplateReader templates)
{
    /// <summary>Reads a node; a leaf that is wrong is reported and read as its text.</summary>
    public TemplateNode Read(string key, YamlNode node) => node switch
    {
        YamlMapping mapping => new TemplateNode.Map(
            mapping.Entries.ToDictionary(entry => entry.Key, entry => Read($"{key}.{entry.Key}", entry.Value), StringComparer.Ordinal)),
        YamlSequence sequence => new TemplateNode.List([.. sequence.Items.Select((item, index) => Read($"{key}[{index}]", item))]),
        YamlScalar { Kind: YamlScalarKind.Text } scalar => ReadLeaf(key, scalar),
        _ => new TemplateNode.Literal(YamlJson.ToJson(node)),
    };

    private TemplateNode.Text ReadLeaf(string key, YamlScalar scalar)
    {
        templates.Read(key, scalar.Text, scalar.Mark, TemplatePlace.Body);
        return new TemplateNode.Text(scalar.Text);
    }
}
