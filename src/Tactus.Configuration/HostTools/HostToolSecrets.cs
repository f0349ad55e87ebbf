using Tactus.Policy.Grants;
using Tactus.Policy.Templates;

namespace Tactus.Configuration.HostTools;

/// <summary>Finds the secrets that a host tool's templates name.</summary>
public static class HostToolSecrets
{
    /// <summary>Names of the secrets of a tool, sorted, each once.</summary>
    public static IReadOnlyList<string> Of(HostToolDeclaration tool) => tool.Http is { } http ? Of(http) : Of(tool.Exec!);

    /// <summary>Names of the secrets of an http tool, sorted, each once.</summary>
    public static IReadOnlyList<string> Of(HttpToolDeclaration http) =>
        Collect([.. http.Headers.Values, .. http.Body is null ? [] : TextsOf(http.Body)]);

    /// <summary>Names of the secrets of an exec tool, sorted, each once.</summary>
    public static IReadOnlyList<string> Of(ExecToolDeclaration exec) =>
        Collect(exec.Stdin is null ? exec.Environment.Values : exec.Environment.Values.Append(exec.Stdin));

    private static string[] Collect(IEnumerable<string> templates) =>
        [.. templates.SelectMany(template => TemplateText.Parse(template).Secrets).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> TextsOf(TemplateNode node) => node switch
    {
        TemplateNode.Text text => [text.Template],
        TemplateNode.List list => list.Items.SelectMany(TextsOf),
        TemplateNode.Map map => map.Entries.Values.SelectMany(TextsOf),
        _ => [],
    };
}
