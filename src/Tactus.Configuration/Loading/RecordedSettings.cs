namespace Tactus.Configuration.Loading;

/// <summary>What an earlier execution of a run was granted.</summary>
/// <param name="Values">Every leaf's value as YAML, by its dotted key, as <see cref="Explaining.ConfigurationExplainer"/> writes it.</param>
/// <param name="RestoresEnvironment">True to give back the recorded <c>sandbox.env</c>, which a replay must find as it was; false to take today's.</param>
/// <param name="FreeSections">Sections and keys whose recorded amounts are no ceiling, for instance <c>sandbox.limits</c>. What the command line sets is always free.</param>
public sealed record RecordedSettings(
    IReadOnlyDictionary<string, string> Values, bool RestoresEnvironment, IReadOnlyList<string> FreeSections);
