using Tactus.Configuration.Problems;
using Tactus.Configuration.Reading;
using Tactus.Policy.Network;
using Tactus.Policy.Templates;

namespace Tactus.Configuration.HostTools;

/// <summary>Reads the <c>headers</c> of what is asked by HTTP: an http tool, an MCP server behind a URL, a provider of models.</summary>
internal static class HeadersReader
{
    /// <summary>Reads them; a header with a problem is reported and left out.</summary>
    /// <param name="context">Where problems go.</param>
    /// <param name="section">The declaration that may have headers.</param>
    /// <param name="templates">Reads their values.</param>
    /// <param name="place">What the values may hold.</param>
    /// <returns>Names, in any case, and the sources of their templates; empty when there are none.</returns>
    public static Dictionary<string, string> Read(ReadContext context, SectionReader section, TemplateReader templates, TemplatePlace place)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in section.Section("headers")?.Entries ?? [])
        {
            var key = section.PathOf($"headers.{entry.Key}");
            if (HeaderName.FindProblem(entry.Key) is { } problem)
            {
                context.Problems.Add(ProblemCodes.WrongHeader, $"{key} {problem}.", entry.Mark, "Remove the header.");
            }
            else if (templates.Read(key, entry.Value, place) is not { } template)
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
