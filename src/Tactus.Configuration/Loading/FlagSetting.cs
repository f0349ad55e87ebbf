namespace Tactus.Configuration.Loading;

/// <summary>A leaf that the command line sets.</summary>
/// <param name="Flag">The flag as the person typed it, for instance <c>--timeout</c>; errors name it.</param>
/// <param name="Key">The key that it sets, for instance <c>sandbox.timeout</c>.</param>
/// <param name="Value">The value as YAML, for instance <c>90s</c>.</param>
public sealed record FlagSetting(string Flag, string Key, string Value);
