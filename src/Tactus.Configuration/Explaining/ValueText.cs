using System.Globalization;
using Tactus.Configuration.Units;
using Tactus.Policy.Grants;

namespace Tactus.Configuration.Explaining;

/// <summary>Writes values as a person would write them in YAML.</summary>
public static class ValueText
{
    /// <summary>Writes a value in the form that its key has.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    public static string Format(string key, object value) =>
        value is long bytes && Keys.ConfigurationKeys.Find(key)?.Kind == Keys.ValueKind.Size ? UnitText.FormatSize(bytes) : Format(value);

    /// <summary>The text of a scalar that <see cref="Format(string, object)"/> wrote.</summary>
    internal static string Unquote(string scalar) =>
        scalar is ['"', .., '"'] ? scalar[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal) : scalar;

    private static string Format(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        TimeSpan duration => UnitText.Format(duration),
        IReadOnlyList<string> texts => $"[{string.Join(", ", texts.Select(Quote))}]",
        IReadOnlyList<VolumeGrant> volumes => $"[{string.Join(", ", volumes.Select(volume => Quote($"{volume.HostPath}:{volume.Target}:{(volume.ReadOnly ? "ro" : "rw")}")))}]",
        HostToolDeclaration { Http: { } http } => $"{http.Method} {http.Url}",
        HostToolDeclaration { Exec: { } exec } => $"[{string.Join(", ", exec.Argv.Select(Quote))}]",
        McpServerDeclaration { Url: { } url } => Quote(url),
        McpServerDeclaration server => $"[{string.Join(", ", server.Command.Select(Quote))}]",
        ModelProvider { Kind: ModelProviderKind.Mock } provider => $"mock with {(provider.AnswersJson is null ? "no answers" : "answers")}",
        ModelProvider provider => $"{provider.Kind.ToString().ToLowerInvariant()} {provider.BaseUrl}",
        ModelPrice price => string.Create(CultureInfo.InvariantCulture, $"{price.Input} in, {price.Output} out, {price.CachedInput} cached"),
        string text => Quote(text),
        Enum word => word.ToString().ToLowerInvariant(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Quote(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '/') ? text : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
