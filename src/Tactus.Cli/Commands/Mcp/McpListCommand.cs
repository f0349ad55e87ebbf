using System.CommandLine;
using System.Text.Json;
using Tactus.Cli.Commands.Trusting;
using Tactus.Cli.Output;
using Tactus.Configuration.Loading;
using Tactus.Mcp.Packages;
using Tactus.Policy.Grants;
using Tactus.Policy.Tools;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Commands.Mcp;

/// <summary><c>tactus mcp list</c>: the servers that are declared, or the tools of one of them, granted or not.</summary>
internal static class McpListCommand
{
    public static Command Create(CliContext context)
    {
        var server = new Argument<string?>("SERVER") { Description = "Start this server and list its tools", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => null };
        var options = new ConfigurationOptions();
        Option<bool> json = CommonOptions.Json();
        var command = new Command("list", "MCP servers; with SERVER its tools, and whether a run may call them") { server, json };
        options.AddTo(command);
        context.SetAction(command, json, async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(server) is { } name)
            {
                await ListToolsAsync(context, options.Require(context, parsed).Grant, name, parsed.GetValue(json), cancellationToken);
                return ExitCode.Success;
            }

            ResolvedConfiguration configuration = options.Load(context, parsed);
            ListServers(context, configuration.Grant, parsed.GetValue(json));
            UntrustedNotes.Print(context.Console, configuration);
            return ExitCode.Success;
        });
        return command;
    }

    private static void ListServers(CliContext context, Grant grant, bool json)
    {
        McpServerDeclaration[] servers = [.. grant.McpServers.Values.OrderBy(server => server.Name, StringComparer.Ordinal)];
        if (json)
        {
            context.Console.WriteJson(writer => WriteServers(writer, context.Engine.Packages, grant, servers));
            return;
        }

        var table = new TextTable("SERVER", "GRANTED", "WHERE", "INSTALLED", "COMMAND");
        foreach (McpServerDeclaration server in servers)
        {
            bool granted = McpToolPolicy.IsReachable(grant, server.Name);
            table.Add(
                granted ? TextStyle.Plain : TextStyle.Dim, server.Name, granted ? "yes" : "no", Place(server), Installed(context.Engine.Packages, server),
                server.Url ?? string.Join(' ', server.Command));
        }

        table.Print(context.Console);
    }

    private static void WriteServers(Utf8JsonWriter writer, PackageStore packages, Grant grant, McpServerDeclaration[] servers)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("servers");
        foreach (McpServerDeclaration server in servers)
        {
            writer.WriteStartObject();
            writer.WriteString("name", server.Name);
            writer.WriteBoolean("granted", McpToolPolicy.IsReachable(grant, server.Name));
            writer.WriteString("where", Place(server));
            writer.WriteString("installed", packages.FindFor(server)?.Record.Version);
            writer.WriteString("url", server.Url);
            writer.WriteStartArray("command");
            foreach (string part in server.Command)
            {
                writer.WriteStringValue(part);
            }

            writer.WriteEndArray();
            writer.WriteString("declared", server.Provenance.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Place(McpServerDeclaration server) => server.Url is not null ? "elsewhere" : server.Unsandboxed ? "bare host" : "sandbox";

    private static string Installed(PackageStore packages, McpServerDeclaration server) =>
        PackageStore.PackageOf(server) is null ? "-" : packages.FindFor(server)?.Record.Version ?? "no";

    // A person who looks for the names to grant sees those that are not granted, too; nothing is called here.
    private static async Task ListToolsAsync(CliContext context, Grant grant, string server, bool json, CancellationToken cancellationToken)
    {
        Grant wide = grant with { AllowedTools = [.. grant.AllowedTools, $"{ToolName.McpPrefix}{server}.*"], Permissions = PermissionMode.Full };
        var tools = (ListValue)await context.Engine.Tools.PerformAsync(wide, "mcp.tools", server, Value.EmptyMap, context.WorkingDirectory, cancellationToken);
        McpServerDeclaration declared = grant.McpServers[server];
        if (json)
        {
            context.Console.WriteJson(writer => WriteTools(writer, grant, declared, tools));
            return;
        }

        var table = new TextTable("TOOL", "GRANTED", "EFFECT", "DESCRIPTION");
        foreach (Value tool in tools.Items)
        {
            string name = Text(tool, "name");
            bool granted = McpToolPolicy.Decide(grant, declared, name) is ToolDecision.Allowed;
            table.Add(
                granted ? TextStyle.Plain : TextStyle.Dim, McpToolPolicy.NameOf(server, name), granted ? "yes" : "no",
                declared.EffectOf(name).ToString().ToLowerInvariant(), Text(tool, "description"));
        }

        table.Print(context.Console);
    }

    private static void WriteTools(Utf8JsonWriter writer, Grant grant, McpServerDeclaration server, ListValue tools)
    {
        writer.WriteStartObject();
        writer.WriteString("server", server.Name);
        writer.WriteStartArray("tools");
        foreach (Value tool in tools.Items)
        {
            string name = Text(tool, "name");
            ToolDecision decision = McpToolPolicy.Decide(grant, server, name);
            writer.WriteStartObject();
            writer.WriteString("name", McpToolPolicy.NameOf(server.Name, name));
            writer.WriteString("description", Text(tool, "description"));
            writer.WriteString("effect", server.EffectOf(name).ToString().ToLowerInvariant());
            writer.WriteBoolean("granted", decision is ToolDecision.Allowed);
            writer.WriteString("refused_by", (decision as ToolDecision.Denied)?.Rule);
            writer.WriteString("allowed_by", (decision as ToolDecision.Denied)?.AllowingYaml);
            writer.WritePropertyName("parameters");
            ValueJson.Write(writer, ((MapValue)tool).TryGet("parameters", out Value? schema) ? schema : Value.EmptyMap);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Text(Value tool, string key) =>
        ((MapValue)tool).FindText(key) ?? "";
}
