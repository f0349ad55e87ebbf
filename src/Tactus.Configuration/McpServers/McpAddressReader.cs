using Tactus.Configuration.HostTools;
using Tactus.Configuration.Problems;
using Tactus.Configuration.Reading;
using Tactus.Configuration.Yaml;
using Tactus.Policy.Network;
using Tactus.Policy.Templates;

namespace Tactus.Configuration.McpServers;

/// <summary>Reads <c>url</c> and <c>headers</c> of an MCP server.</summary>
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

    public static Dictionary<string, string> ReadHeaders(ReadContext context, SectionReader section, TemplateReader templates)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in section.Section("headers")?.Entries ?? [])
        {
            var key = section.PathOf($"headers.{entry.Key}");
            if (HeaderName.FindProblem(entry.Key) is { } problem)
            {
                context.Problems.Add(ProblemCodes.WrongHeader, $"{key} {problem}.", entry.Mark, "Remove the header.");
            }
            else if (templates.Read(key, entry.Value, TemplatePlace.ServerHeader) is not { } template)
            {
                continue;
            }
            else if (template.Source.AsSpan().ContainsAny('\n', '\r'))
            {
                context.Problems.Add(ProblemCodes.WrongHeader, $"{key} has a line break in its value.", entry.Value.Mark, "Write the value in one line.");
            }
            else if (!headers.TryAdd(entry.Key, template.Source))
            {
                context.Problems.Add(ProblemCodes.WrongHeader, $"{key} is there twice; the case of a header's name does not matter.", entry.Mark, "Keep one of the two.");
            }
        }

        return headers;
    }
}
