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
            settings.Add(row.Path, SettingsReader.ReadLeaf(context, row.Path, NodeOf(row.Default!))!);
        }

        return problems.Problems is [var problem, ..]
            ? throw problem
            : new SettingLayer(ConfigurationLayer.Default, IsTrusted: true, settings, new Dictionary<string, Setting>(StringComparer.Ordinal));
    }

    // Read without the YAML parser, whose start costs a run without any configuration file more than everything else here.
    private static YamlNode NodeOf(string value) =>
        value[0] == '['
            ? new YamlSequence(default, [.. value[1..^1].Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(item => new YamlScalar(default, item, IsPlain: true))])
            : new YamlScalar(default, value, IsPlain: true);
}
