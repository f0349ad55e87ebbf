using Tactus.Configuration.Problems;
using Tactus.Configuration.Reading;
using Tactus.Configuration.Yaml;
using Tactus.Policy.Environment;
using Tactus.Policy.Grants;
using Tactus.Policy.Templates;

namespace Tactus.Configuration.HostTools;

/// <summary>Reads <c>exec:</c> of a host tool.</summary>
internal static class ExecToolReader
{
    public static ExecToolDeclaration? Read(ReadContext context, SectionReader section, TemplateReader templates, YamlMark mark)
    {
        var unsandboxed = section.Boolean("unsandboxed");
        var argv = ReadArgv(context, section, templates, unsandboxed, mark);
        var cwd = section.Find("cwd") is { } cwdEntry ? ReadDirectory(context, section.PathOf("cwd"), cwdEntry, templates) : null;
        var environment = ReadEnvironment(context, section, templates);
        var stdin = section.Find("stdin") is { } stdinEntry ? templates.Read(section.PathOf("stdin"), stdinEntry.Value, TemplatePlace.Input)?.Source : null;
        return argv is null ? null : new ExecToolDeclaration(argv, cwd, environment, stdin, section.Boolean("network"), unsandboxed);
    }

    private static IReadOnlyList<string>? ReadArgv(ReadContext context, SectionReader section, TemplateReader templates, bool unsandboxed, YamlMark mark)
    {
        var key = section.PathOf("argv");
        if (section.Find("argv") is not { } entry)
        {
            context.Problems.Add(ProblemCodes.WrongHostTool, $"{key} is missing.", mark, "Say which program runs, for instance argv: [make, \"${args.target}\"].");
            return null;
        }

        if (entry.Value is YamlSequence { Items.Count: 0 })
        {
            context.Problems.Add(ProblemCodes.WrongHostTool, $"{key} is empty.", entry.Mark, "Say which program runs.");
            return null;
        }

        var isFirst = true;
        return ListReader.ReadItems(context, key, entry.Value, (text, itemMark) =>
        {
            var place = isFirst ? TemplatePlace.Program : TemplatePlace.Argument;
            isFirst = false;
            if (place == TemplatePlace.Program && !IsProgram(text, unsandboxed))
            {
                context.Problems.Add(
                    ProblemCodes.WrongHostTool,
                    $"{key}: \"{text}\" is no program; it must be a name, an absolute path or, in the helper sandbox, a path beneath ${{workspace}}.",
                    itemMark,
                    "Write for instance git or /usr/bin/git.");
                return null;
            }

            return templates.Read(key, text, itemMark, place)?.Source;
        });
    }

    // On the bare host nothing that the procedure may have written is run.
    private static bool IsProgram(string text, bool unsandboxed)
    {
        if (text.StartsWith("${workspace}/", StringComparison.Ordinal))
        {
            return !unsandboxed;
        }

        return text.Length > 0 && text[0] != '-' && !text.Contains('$', StringComparison.Ordinal) && (text[0] == '/' || !text.Contains('/', StringComparison.Ordinal));
    }

    /// <summary>Reads a working directory.</summary>
    /// <returns>The template, or null after a problem was reported.</returns>
    public static string? ReadDirectory(ReadContext context, string key, YamlEntry entry, TemplateReader templates)
    {
        if (templates.Read(key, entry.Value, TemplatePlace.Directory) is not { } template)
        {
            return null;
        }

        var isRooted = template.Parts is [TemplatePart.Workspace] or [TemplatePart.Workspace, TemplatePart.Literal(['/', ..])] or [TemplatePart.Literal(['/', ..])];
        if (!isRooted || template.Source.Split('/').Contains(".."))
        {
            context.Problems.Add(
                ProblemCodes.WrongHostTool, $"{key} must be ${{workspace}}, a path beneath it or an absolute path, without \"..\".", entry.Value.Mark, "Write for instance \"${workspace}/src\".");
            return null;
        }

        return template.Source;
    }

    private static Dictionary<string, string> ReadEnvironment(ReadContext context, SectionReader section, TemplateReader templates)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in section.Section("env")?.Entries ?? [])
        {
            var key = section.PathOf($"env.{entry.Key}");
            if (VariableName.FindProblem(entry.Key) is { } problem)
            {
                context.Problems.Add(ProblemCodes.WrongValue, $"{key}: the name {problem}.", entry.Mark, "Choose another name.");
                continue;
            }

            if (templates.Read(key, entry.Value, TemplatePlace.Variable) is { } template)
            {
                variables.Add(entry.Key, template.Source);
            }
        }

        return variables;
    }
}
