using Tactus.Configuration.Keys;
using Tactus.Configuration.Problems;
using Tactus.Configuration.Reading;
using Tactus.Configuration.Yaml;
using Tactus.Policy.Grants;
using Tactus.Policy.Layers;

namespace Tactus.Configuration.Loading;

/// <summary>The layer of the defaults, read from the table of keys as any other layer is read.</summary>
internal static class DefaultLayer
{
    private const string Source = "defaults";

    /// <summary>The defaults.</summary>
    public static SettingLayer Instance { get; } = Build();

    private static SettingLayer Build()
    {
        var problems = new ProblemList(Source);
        var context = new ReadContext(ConfigurationLayer.Default, null, "/", problems);
        var settings = new Dictionary<string, Setting>(StringComparer.Ordinal);
        foreach (var row in ConfigurationKeys.All.Where(row => row is { Order: not null, Default: not null }))
        {
            // Only the lists need the YAML parser; scalars are most of the table, and every command pays for this.
            YamlNode node = row.Default![0] == '[' ? StrictYamlReader.Read(Source, row.Default)! : new YamlScalar(default, row.Default, IsPlain: true);
            settings.Add(row.Path, SettingsReader.ReadLeaf(context, row.Path, node)!);
        }

        return problems.Problems is [var problem, ..]
            ? throw problem
            : new SettingLayer(ConfigurationLayer.Default, IsTrusted: true, settings, new Dictionary<string, Setting>(StringComparer.Ordinal));
    }
}
