using Tactus.Configuration.Keys;
using Tactus.Configuration.Loading;
using Tactus.Configuration.Problems;
using Tactus.Protocol;

namespace Tactus.Configuration.Explaining;

/// <summary>Explains a resolved configuration: what <c>config show</c> and <c>config explain</c> print.</summary>
public static class ConfigurationExplainer
{
    /// <summary>Explains the leaves at and beneath a key, in the order of the table of keys.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="key">A leaf, a section, or null for everything.</param>
    /// <exception cref="TactusException">TAC4038: there is no such key.</exception>
    public static IReadOnlyList<ExplainedSetting> Explain(ResolvedConfiguration configuration, string? key = null)
    {
        if (key is not null && !IsKnown(configuration, key))
        {
            var nearest = NearestKey.Find(key, ConfigurationKeys.All.Where(row => row.Order is not null).SelectMany(row => WithSections(row.Path)).Distinct(StringComparer.Ordinal));
            throw new TactusException(ProblemCodes.UnknownExplainKey, $"{key} is not a key.", nearest is null ? "See: tactus config show" : $"Did you mean {nearest}?");
        }

        return
        [
            .. configuration.Settings.Values
                .Where(setting => key is null || setting.Key == key || setting.Key.StartsWith(key + ".", StringComparison.Ordinal))
                .Select(setting => (Setting: setting, Row: ConfigurationKeys.Find(setting.Key)!))
                .OrderBy(pair => Position(pair.Row))
                .ThenBy(pair => pair.Setting.Key, StringComparer.Ordinal)
                .Select(pair => new ExplainedSetting(
                    pair.Setting.Key,
                    ValueText.Format(pair.Setting.Key, pair.Setting.Value),
                    pair.Setting.Provenance,
                    pair.Row.Default,
                    pair.Row.Summary,
                    pair.Row.Widens,
                    RiskAssessor.Assess(pair.Setting))),
        ];
    }

    // A section without any leaf now, such as host_tools, is known all the same.
    private static bool IsKnown(ResolvedConfiguration configuration, string key) =>
        configuration.Settings.ContainsKey(key)
        || ConfigurationKeys.All.Any(row => row.Order is not null && row.Path.StartsWith(key + ".", StringComparison.Ordinal));

    private static IEnumerable<string> WithSections(string path)
    {
        yield return path;
        for (var dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1))
        {
            yield return path[..dot];
        }
    }

    private static int Position(ConfigurationKey row) => ConfigurationKeys.All.TakeWhile(other => other != row).Count();
}
