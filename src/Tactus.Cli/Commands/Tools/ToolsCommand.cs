using System.CommandLine;
using System.Text.Json;
using Tactus.Broker.HostTools;
using Tactus.Cli.Commands.Trusting;
using Tactus.Cli.Output;
using Tactus.Configuration.Loading;
using Tactus.Engine.Runs;
using Tactus.Engine.Tools;
using Tactus.Policy.Grants;
using Tactus.Policy.Schemas;
using Tactus.Policy.Tools;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Commands.Tools;

/// <summary><c>tactus tools</c>: host tools with their schemas and grants, and one call through the gate.</summary>
internal static class ToolsCommand
{
    public static Command Create(CliContext context) => new("tools", "Host tools: what there is, what is granted, one call as the broker would make it")
    {
        List(context),
        Call(context),
    };

    private static Command List(CliContext context)
    {
        var options = new ConfigurationOptions();
        Option<bool> json = CommonOptions.Json();
        var command = new Command("list", "Host tools, their arguments, and whether a run may call them") { json };
        options.AddTo(command);
        context.SetAction(command, json, (parsed, _) =>
        {
            ResolvedConfiguration configuration = options.Load(context, parsed);
            IReadOnlyList<(HostToolInfo Tool, ToolDecision Decision)> tools = context.Engine.Tools.List(configuration.Grant);
            if (parsed.GetValue(json))
            {
                context.Console.WriteJson(writer => WriteJson(writer, tools));
                return Task.FromResult(ExitCode.Success);
            }

            var table = new TextTable("TOOL", "GRANTED", "KIND", "EFFECT", "ARGUMENTS", "DESCRIPTION");
            foreach ((HostToolInfo tool, ToolDecision decision) in tools)
            {
                bool granted = decision is ToolDecision.Allowed;
                table.Add(
                    granted ? TextStyle.Plain : TextStyle.Dim, tool.Name, granted ? "yes" : "no", tool.Kind, tool.Effect.ToString().ToLowerInvariant(),
                    ArgumentsText(tool), tool.Description);
            }

            table.Print(context.Console);
            UntrustedNotes.Print(context.Console, configuration);

            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static string ArgumentsText(HostToolInfo tool) => tool.Arguments is null
        ? "any"
        : string.Join(", ", tool.Arguments.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}{(pair.Value.Required ? "" : "?")}: {pair.Value.Type.ToString().ToLowerInvariant()}"));

    private static void WriteJson(Utf8JsonWriter writer, IReadOnlyList<(HostToolInfo Tool, ToolDecision Decision)> tools)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("tools");
        foreach ((HostToolInfo tool, ToolDecision decision) in tools)
        {
            writer.WriteStartObject();
            writer.WriteString("name", tool.Name);
            writer.WriteString("kind", tool.Kind);
            writer.WriteString("description", tool.Description);
            writer.WriteString("effect", tool.Effect.ToString().ToLowerInvariant());
            writer.WriteBoolean("granted", decision is ToolDecision.Allowed);
            writer.WriteString("refused_by", (decision as ToolDecision.Denied)?.Rule);
            writer.WriteString("allowed_by", (decision as ToolDecision.Denied)?.AllowingYaml);
            writer.WriteString("declared", tool.Declared.ToString());
            writer.WriteStartObject("arguments");
            foreach ((string name, ArgumentSchema schema) in tool.Arguments ?? new Dictionary<string, ArgumentSchema>(StringComparer.Ordinal))
            {
                writer.WriteStartObject(name);
                writer.WriteString("type", schema.Type.ToString().ToLowerInvariant());
                writer.WriteBoolean("required", schema.Required);
                writer.WriteString("description", schema.Description);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static Command Call(CliContext context)
    {
        var name = new Argument<string>("NAME") { Description = "The tool" };
        Option<string[]> arguments = KeyValueOption.Create("--arg", "An argument: text where the schema says string, else JSON; repeatable");
        var options = new ConfigurationOptions();
        Option<bool> json = CommonOptions.Json();
        var command = new Command("call", "Call a host tool through the same gate as a procedure's call") { name, arguments, json };
        options.AddTo(command);
        context.SetAction(command, json, async (parsed, cancellationToken) =>
        {
            Grant grant = options.Require(context, parsed).Grant;
            ToolDesk desk = context.Engine.Tools;
            string wanted = parsed.GetValue(name)!;
            HostToolInfo? tool = desk.List(grant).Select(pair => pair.Tool).FirstOrDefault(candidate => candidate.Name == wanted);
            Value answer = await desk.CallAsync(
                grant, wanted, ToolDesk.Arguments(tool, KeyValueOption.Read(parsed, arguments)), context.WorkingDirectory, cancellationToken);
            new ToolAnswer(wanted, answer).Print(context.Console, parsed.GetValue(json));
            return ExitCode.Success;
        });
        return command;
    }
}
