using Tactus.Analysis.Findings;
using Tactus.Analysis.Names;
using Tactus.Analysis.Sources;
using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Checks;

/// <summary>Host tools, MCP servers and providers of models that a file names and no configuration here declares: mocks alone can stand for them.</summary>
internal sealed class ReachCheck : ISourceCheck
{
    private const string HostPrefix = "host.";
    private const string BrokerPrefix = "broker.";
    private const string McpPrefix = "mcp.";

    public void Run(CheckedSource source, Bundle bundle, FindingList findings)
    {
        if (bundle.Settings.HostTools is { } tools)
        {
            CheckCalls(source, bundle, tools, findings);
        }

        foreach (DeclaredThing tool in bundle.DeclarationsOf(source).Where(thing => thing.Kind is "Tool" or "Toolset"))
        {
            CheckUse(source, tool, bundle.Settings, findings);
        }

        if (bundle.Settings.Providers is { } providers)
        {
            foreach (DeclaredThing agent in bundle.DeclarationsOf(source).Where(thing => thing.Kind == "Agent"))
            {
                CheckModel(source, agent, providers, findings);
            }
        }
    }

    private static void CheckCalls(CheckedSource source, Bundle bundle, IReadOnlySet<string> tools, FindingList findings)
    {
        if (bundle.SetGlobals.Contains("Host") || bundle.SetsField("Host.call"))
        {
            return;
        }

        foreach (SyntaxNode call in source.Nodes(NodeKind.Call))
        {
            if (source.GlobalPath(call.FirstChild) == "Host.call" && source.StringValue(call.LastChild.FirstChild) is { } name)
            {
                CheckTool(name, call.LastChild.FirstChild.FirstToken, tools, findings);
            }
        }
    }

    private static void CheckUse(CheckedSource source, DeclaredThing tool, AnalysisSettings settings, FindingList findings)
    {
        if ((source.ValueOf(tool.Table, "use") ?? source.ValueOf(tool.Table, "source")) is not { } value || source.StringValue(value) is not { } use)
        {
            return;
        }

        if (use.StartsWith(McpPrefix, StringComparison.Ordinal))
        {
            string server = use[McpPrefix.Length..].Split('.')[0];
            if (settings.Servers is { } servers && !servers.Contains(server))
            {
                findings.Add(
                    FindingKind.UnreachableTool, value.FirstToken, $"no configuration here declares the MCP server '{server}': it can be mocked, and nothing else",
                    $"declare it in trusted YAML: mcp_servers: {{{server}: {{command: […]}}}}");
            }
        }
        else if (settings.HostTools is { } tools && (use.StartsWith(BrokerPrefix, StringComparison.Ordinal) || use.StartsWith(HostPrefix, StringComparison.Ordinal)))
        {
            // "host." before any but the built-in tools says no more than "broker." does.
            CheckTool(tools.Contains(use) ? use : use[(use.IndexOf('.', StringComparison.Ordinal) + 1)..], value.FirstToken, tools, findings);
        }
    }

    private static void CheckTool(string name, Token place, IReadOnlySet<string> tools, FindingList findings)
    {
        if (!tools.Contains(name))
        {
            string mend = NearestName.Of(name, tools) is { } near
                ? $"did you mean '{near}'?"
                : $"declare it in trusted YAML, under host_tools, and grant it: tools: {{allow: [{name}]}}";
            findings.Add(FindingKind.UnreachableTool, place, $"no configuration here declares the host tool '{name}': it can be mocked, and nothing else", mend);
        }
    }

    private static void CheckModel(CheckedSource source, DeclaredThing agent, IReadOnlySet<string> providers, FindingList findings)
    {
        SyntaxNode? model = source.ValueOf(agent.Table, "model");
        SyntaxNode? written = source.ValueOf(agent.Table, "provider") ?? model;
        if (written is not { } value || source.StringValue(value) is not { } text)
        {
            return;
        }

        // A model without a slash belongs to the default provider, which a source may name.
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string? provider = value == model ? (slash > 0 ? text[..slash] : null) : text;
        if (provider is not null && !providers.Contains(provider))
        {
            findings.Add(
                FindingKind.UnreachableModel, value.FirstToken, $"no configuration here declares the provider '{provider}' of {agent.Title}: it runs with --mock only",
                $"in trusted YAML: models: {{providers: {{{provider}: {{api_key: \"${{secret:NAME}}\"}}}}}}");
        }
    }
}
