using Tactus.Configuration.HostTools;
using Tactus.Configuration.Problems;
using Tactus.Configuration.Reading;
using Tactus.Configuration.Yaml;
using Tactus.Policy.Templates;

namespace Tactus.Configuration.McpServers;

/// <summary>Reads the <c>url</c> of an MCP server.</summary>
internal static class McpAddressReader
{
    public static string? ReadUrl(ReadContext context, string key, YamlEntry entry)
    {
        if (ScalarReader.ReadText(context, key, entry.Value) is not { } text)
        {
            return null;
        }

        var problem = text.Contains("${", StringComparison.Ordinal)
            ? "may hold no placeholder; put a secret into headers"
            : TemplateText.TryParse(text, out var url, out var malformed) ? UrlTemplateCheck.FindProblem(url) : malformed;
        if (problem is null)
        {
            return text;
        }

        context.Problems.Add(ProblemCodes.WrongUrl, $"{key} {problem}.", entry.Value.Mark, "Write for instance https://tools.example/mcp.");
        return null;
    }
}
