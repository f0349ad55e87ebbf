using Tactus.Configuration.HostTools;
using Tactus.Configuration.Problems;
using Tactus.Configuration.Reading;
using Tactus.Configuration.Yaml;
using Tactus.Policy.Environment;

namespace Tactus.Configuration.McpServers;

/// <summary>Reads <c>command</c>, <c>args</c> and <c>env</c> of an MCP server.</summary>
internal static class McpCommandReader
{
    /// <summary>The program and its arguments; empty without a program, or after a problem was reported.</summary>
    public static IReadOnlyList<string> Read(ReadContext context, SectionReader section, TemplateReader templates)
    {
        if (section.Find("command") is not { } command)
        {
            return [];
        }

        var key = section.PathOf("command");
        var items = command.Value is YamlScalar ? new YamlSequence(command.Value.Mark, [command.Value]) : command.Value;
        if (items is YamlSequence { Items.Count: 0 })
        {
            context.Problems.Add(ProblemCodes.WrongMcpServer, $"{key} is empty.", command.Mark, "Say which program is the server.");
            return [];
        }

        var isFirst = true;
        var argv = ListReader.ReadItems(context, key, items, (text, mark) =>
        {
            var isProgram = isFirst;
            isFirst = false;
            return isProgram ? ReadProgram(context, key, text, mark, templates) : templates.Read(key, text, mark, TemplatePlace.ServerArgument)?.Source;
        });
        var further = section.Find("args") is { } args
            ? ListReader.ReadItems(context, section.PathOf("args"), args.Value, (text, mark) => templates.Read(section.PathOf("args"), text, mark, TemplatePlace.ServerArgument)?.Source)
            : [];
        return [.. argv ?? [], .. further ?? []];
    }

    public static Dictionary<string, string> ReadEnvironment(ReadContext context, SectionReader section, TemplateReader templates)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in section.Section("env")?.Entries ?? [])
        {
            var key = section.PathOf($"env.{entry.Key}");
            if (VariableName.FindProblem(entry.Key) is { } problem)
            {
                context.Problems.Add(ProblemCodes.WrongValue, $"{key}: the name {problem}.", entry.Mark, "Choose another name.");
            }
            else if (templates.Read(key, entry.Value, TemplatePlace.ServerVariable) is { } template)
            {
                variables.Add(entry.Key, template.Source);
            }
        }

        return variables;
    }

    private static string? ReadProgram(ReadContext context, string key, string text, YamlMark mark, TemplateReader templates)
    {
        if (text.Length == 0 || text[0] == '-' || (text[0] != '/' && text.AsSpan().ContainsAny('/', ' ')))
        {
            context.Problems.Add(
                ProblemCodes.WrongMcpServer,
                $"{key}: \"{text}\" is no program; it must be a name or an absolute path.",
                mark,
                text.Contains(' ', StringComparison.Ordinal) ? "There is no shell: write a list, for instance [npx, some-server]." : "Write for instance npx or /usr/bin/node.");
            return null;
        }

        return templates.Read(key, text, mark, TemplatePlace.ServerProgram)?.Source;
    }
}
