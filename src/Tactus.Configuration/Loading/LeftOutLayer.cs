using Tactus.Configuration.Keys;
using Tactus.Policy.Grants;
using Tactus.Policy.Layers;
using Tactus.Protocol;

namespace Tactus.Configuration.Loading;

/// <summary>Stands in place of a file that was left out because it is wrong: nobody knows what it would have narrowed, so nothing goes beyond the defaults.</summary>
internal static class LeftOutLayer
{
    /// <summary>The layer: a ceiling at the default of each key, but for what the command line sets.</summary>
    /// <param name="layer">The file's layer.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="flags">What the command line sets.</param>
    public static SettingLayer InPlaceOf(ConfigurationLayer layer, TactusException problem, IReadOnlyList<FlagSetting> flags)
    {
        var provenance = new Provenance(layer, problem.File, Math.Max(problem.Line, 1));
        var ceilings = ConfigurationKeys.All
            .Where(row => row is { Order: not null, Default: not null } && flags.All(flag => flag.Key != row.Path))
            .Select(row => DefaultLayer.Instance.Settings[row.Path] with { Provenance = provenance })
            .ToDictionary(ceiling => ceiling.Key, StringComparer.Ordinal);
        return new SettingLayer(layer, IsTrusted: false, new Dictionary<string, Setting>(StringComparer.Ordinal), ceilings);
    }
}
