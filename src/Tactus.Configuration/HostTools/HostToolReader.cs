using Tactus.Configuration.Keys;
using Tactus.Configuration.Problems;
using Tactus.Configuration.Reading;
using Tactus.Configuration.Yaml;
using Tactus.Policy.Grants;
using Tactus.Policy.Tools;

namespace Tactus.Configuration.HostTools;

/// <summary>Reads the declaration of one host tool.</summary>
internal static class HostToolReader
{
    // Names of the built-in tools, of MCP servers' tools and of plugin tools.
    private static readonly string[] ReservedPrefixes = ["host.", "mcp.", "plugin."];

    /// <summary>Reads a declaration.</summary>
    /// <returns>The declaration, or null after problems were reported.</returns>
    public static HostToolDeclaration? Read(ReadContext context, string key, YamlNode node, YamlMark mark)
    {
        var before = context.Problems.Problems.Count;
        var name = key["host_tools.".Length..];
        CheckName(context, name, mark);
        if (SectionReader.Open(context, KeyNode.Root.Find("host_tools")!.Find(name)!, key, node) is not { } section)
        {
            return null;
        }

        var arguments = section.Find("args") is { } args ? ArgumentReader.ReadMap(context, section.PathOf("args"), args.Value) : ArgumentReader.None;
        if (section.Find("http") is null == section.Find("exec") is null)
        {
            context.Problems.Add(
                ProblemCodes.WrongHostTool, $"{key} must have exactly one of http and exec.", mark, "Say how the tool is performed: http: or exec:.");
        }

        var templates = new TemplateReader(context, arguments);
        var http = section.Section("http") is { } httpSection ? HttpToolReader.Read(context, httpSection, templates, mark) : null;
        var exec = section.Section("exec") is { } execSection ? ExecToolReader.Read(context, execSection, templates, mark) : null;
        var declaration = new HostToolDeclaration
        {
            Name = name,
            Description = section.Text("description", ""),
            Arguments = arguments,
            Http = http,
            Exec = exec,
            Effect = (EffectClass)section.Scalar("effect", ScalarReader.ReadChoice)!,
            Limits = ReadLimits(context, section, node.Mark),
            Provenance = context.At(mark),
        };
        return context.Problems.Problems.Count == before ? declaration : null;
    }

    private static void CheckName(ReadContext context, string name, YamlMark mark)
    {
        if (ToolName.FindProblem(name) is { } problem)
        {
            context.Problems.Add(ProblemCodes.WrongHostTool, $"host_tools: \"{name}\" {problem}.", mark, "Choose a name such as tracker.create_issue.");
        }
        else if (name == "http.request")
        {
            context.Problems.Add(ProblemCodes.WrongHostTool, $"host_tools: {name} is a name of the built-in tools.", mark, "Choose another name.");
        }
        else if (ReservedPrefixes.FirstOrDefault(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) is { } reserved)
        {
            context.Problems.Add(ProblemCodes.WrongHostTool, $"host_tools: {name} is a name of the built-in tools.", mark, $"Choose a name that does not begin with \"{reserved}\".");
        }
    }

    private static HostToolLimits ReadLimits(ReadContext context, SectionReader tool, YamlMark mark)
    {
        var limits = tool.Section("limits")
            ?? new SectionReader(context, KeyNode.Root.Find("host_tools")!.Find("*")!.Find("limits")!, tool.PathOf("limits"), new YamlMapping(mark, []));
        return new HostToolLimits(
            (int)(long)limits.Scalar("calls", ScalarReader.ReadInteger)!,
            (TimeSpan)limits.Scalar("timeout", ScalarReader.ReadDuration)!,
            (long)limits.Scalar("response", ScalarReader.ReadSize)!);
    }
}
