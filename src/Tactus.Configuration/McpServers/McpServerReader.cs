using Tactus.Configuration.HostTools;
using Tactus.Configuration.Keys;
using Tactus.Configuration.Problems;
using Tactus.Configuration.Reading;
using Tactus.Configuration.Yaml;
using Tactus.Policy.Grants;
using Tactus.Policy.Tools;

namespace Tactus.Configuration.McpServers;

/// <summary>Reads the declaration of one MCP server.</summary>
internal static class McpServerReader
{
    private static readonly string[] ProgramKeys = ["args", "env", "cwd", "network", "workspace", "mounts", "unsandboxed", "memory"];

    /// <summary>Reads a declaration.</summary>
    /// <returns>The declaration, or null after problems were reported.</returns>
    public static McpServerDeclaration? Read(ReadContext context, string key, YamlNode node, YamlMark mark)
    {
        var before = context.Problems.Problems.Count;
        var name = key["mcp_servers.".Length..];
        CheckName(context, name, mark);
        if (SectionReader.Open(context, KeyNode.Root.Find("mcp_servers")!.Find(name)!, key, node) is not { } section)
        {
            return null;
        }

        CheckKind(context, section, key, mark);
        var templates = new TemplateReader(context, ArgumentReader.None);
        var declaration = new McpServerDeclaration
        {
            Name = name,
            Command = McpCommandReader.Read(context, section, templates),
            Url = section.Find("url") is { } url ? McpAddressReader.ReadUrl(context, section.PathOf("url"), url) : null,
            Environment = McpCommandReader.ReadEnvironment(context, section, templates),
            Headers = HeadersReader.Read(context, section, templates, TemplatePlace.ServerHeader),
            Cwd = section.Find("cwd") is { } cwd ? ExecToolReader.ReadDirectory(context, section.PathOf("cwd"), cwd, templates) : null,
            Timeout = (TimeSpan)section.Scalar("timeout", ScalarReader.ReadDuration)!,
            StartupTimeout = (TimeSpan)section.Scalar("startup_timeout", ScalarReader.ReadDuration)!,
            Network = section.Boolean("network"),
            Workspace = (WorkspaceAccess)section.Scalar("workspace", ScalarReader.ReadChoice)!,
            Mounts = section.Find("mounts") is { } mounts ? ListReader.ReadVolumes(context, section.PathOf("mounts"), mounts.Value) ?? [] : [],
            Unsandboxed = section.Boolean("unsandboxed"),
            Memory = (long)section.Scalar("memory", ScalarReader.ReadSize)!,
            Effect = (EffectClass)section.Scalar("effect", ScalarReader.ReadChoice)!,
            Effects = ReadEffects(context, section),
            OfferedTools = ReadOffered(context, section),
            Provenance = context.At(mark),
        };
        return context.Problems.Problems.Count == before ? declaration : null;
    }

    private static void CheckName(ReadContext context, string name, YamlMark mark)
    {
        var problem = ToolName.FindProblem(name) ?? (name.Contains('.', StringComparison.Ordinal) ? "may hold no dot, because the tools follow after one" : null);
        if (problem is not null)
        {
            context.Problems.Add(ProblemCodes.WrongMcpServer, $"mcp_servers: \"{name}\" {problem}.", mark, "Choose a name such as filesystem.");
        }
    }

    private static void CheckKind(ReadContext context, SectionReader section, string key, YamlMark mark)
    {
        if (section.Find("command") is null == section.Find("url") is null)
        {
            context.Problems.Add(
                ProblemCodes.WrongMcpServer, $"{key} must have exactly one of command and url.", mark, "Say which program is the server, or where it is reached.");
        }
        else if (section.Find("url") is not null && ProgramKeys.FirstOrDefault(part => section.Find(part) is not null) is { } wrong)
        {
            context.Problems.Add(
                ProblemCodes.WrongMcpServer, $"{section.PathOf(wrong)} is for a program, and {key} is reached by its url.", section.Find(wrong)!.Mark, "Remove the line.");
        }
        else if (section.Find("command") is not null && section.Find("headers") is { } headers)
        {
            context.Problems.Add(
                ProblemCodes.WrongMcpServer, $"{section.PathOf("headers")} is for a server behind a url, and {key} is a program.", headers.Mark, "Use env, or remove the block.");
        }
    }

    private static Dictionary<string, EffectClass> ReadEffects(ReadContext context, SectionReader section)
    {
        var effects = new Dictionary<string, EffectClass>(StringComparer.Ordinal);
        var row = KeyNode.Root.Find("mcp_servers")!.Find("*")!.Find("effects")!.Find("*")!.Row!;
        foreach (var entry in section.Section("effects")?.Entries ?? [])
        {
            if (ScalarReader.ReadChoice(context, row, section.PathOf($"effects.{entry.Key}"), entry.Value) is EffectClass effect)
            {
                effects.Add(entry.Key, effect);
            }
        }

        return effects;
    }

    private static IReadOnlyList<string> ReadOffered(ReadContext context, SectionReader section) =>
        section.Section("tools")?.Find("allow") is { } allow
            ? ListReader.ReadToolPatterns(context, section.PathOf("tools.allow"), allow.Value) ?? []
            : ["*"];
}
