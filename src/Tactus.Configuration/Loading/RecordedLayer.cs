using Tactus.Configuration.Explaining;
using Tactus.Configuration.Keys;
using Tactus.Configuration.Problems;
using Tactus.Configuration.Reading;
using Tactus.Configuration.Yaml;
using Tactus.Policy.Grants;
using Tactus.Policy.Layers;
using Tactus.Policy.Orders;
using Tactus.Protocol;

namespace Tactus.Configuration.Loading;

/// <summary>Cuts the layers of today down to what an earlier execution was granted: the recorded values become a ceiling.</summary>
/// <remarks>A ceiling is what no layer exceeds, so one merge serves both: what either side lacks is gone.</remarks>
internal static class RecordedLayer
{
    private const string VariablePrefix = "sandbox.env.";

    private static readonly string[] s_named = ["host_tools.", "mcp_servers.", "models.providers.", "models.prices."];
    private static readonly Provenance s_provenance = new(ConfigurationLayer.Recorded, null, 0);

    /// <summary>The layers without what the record lacks, and a last one that is the ceiling.</summary>
    /// <exception cref="TactusException">TAC4012 to TAC4015: a recorded value cannot be read.</exception>
    public static List<SourceLayer> Narrow(IReadOnlyList<SourceLayer> layers, RecordedSettings recorded)
    {
        List<SourceLayer> narrowed = [.. layers.Select(layer => layer with { Layer = layer.Layer with { Settings = Keep(layer.Layer.Settings, recorded) } })];
        var flags = layers.FirstOrDefault(layer => layer.Layer.Layer == ConfigurationLayer.Flag)?.Layer.Settings;
        var ceilings = new Dictionary<string, Setting>(StringComparer.Ordinal);
        foreach (var row in ConfigurationKeys.All.Where(row => row is { Order: not null, Default: not null } || (row.Order is LimitOrder && recorded.Values.ContainsKey(row.Path))))
        {
            if (flags?.ContainsKey(row.Path) is not true && !recorded.FreeSections.Any(free => row.Path == free || row.Path.StartsWith(free + ".", StringComparison.Ordinal)))
            {
                // A key that the record does not know yet had its default then.
                ceilings[row.Path] = recorded.Values.TryGetValue(row.Path, out var value)
                    ? Read(row.Path, value)
                    : DefaultLayer.Instance.Settings[row.Path] with { Provenance = s_provenance };
            }
        }

        var variables = recorded.RestoresEnvironment
            ? recorded.Values.Where(pair => pair.Key.StartsWith(VariablePrefix, StringComparison.Ordinal)).ToDictionary(pair => pair.Key, pair => Read(pair.Key, pair.Value), StringComparer.Ordinal)
            : new Dictionary<string, Setting>(StringComparer.Ordinal);
        narrowed.Add(new SourceLayer(new SettingLayer(ConfigurationLayer.Recorded, IsTrusted: false, variables, ceilings), null));
        return narrowed;
    }

    // Named things have no ceiling to be cut by: a tool that was not declared then is dropped by its name.
    private static Dictionary<string, Setting> Keep(IReadOnlyDictionary<string, Setting> settings, RecordedSettings recorded) =>
        settings.Where(pair => pair.Key switch
        {
            _ when s_named.Any(prefix => pair.Key.StartsWith(prefix, StringComparison.Ordinal)) => recorded.Values.ContainsKey(pair.Key),
            _ when pair.Key.StartsWith(VariablePrefix, StringComparison.Ordinal) => !recorded.RestoresEnvironment,
            _ => true,
        }).ToDictionary(StringComparer.Ordinal);

    private static Setting Read(string key, string value)
    {
        const string Source = "the recorded grant";
        var problems = new ProblemList(Source);
        var node = value.StartsWith('[')
            ? StrictYamlReader.Read(Source, value)!
            : new YamlScalar(default, ValueText.Unquote(value), IsPlain: !key.StartsWith(VariablePrefix, StringComparison.Ordinal));
        var setting = SettingsReader.ReadLeaf(new ReadContext(ConfigurationLayer.Recorded, null, "/", problems), key, node);
        return problems.Problems is [var problem, ..] ? throw problem : setting! with { Provenance = s_provenance };
    }
}
