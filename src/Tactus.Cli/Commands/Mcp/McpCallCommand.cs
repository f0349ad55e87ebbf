using System.CommandLine;
using Tactus.Cli.Output;
using Tactus.Engine.Tools;
using Tactus.Policy.Grants;
using Tactus.Policy.Tools;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Commands.Mcp;

/// <summary><c>tactus mcp call</c>: calls a tool of a server through the same gate as a procedure's call.</summary>
internal static class McpCallCommand
{
    public static Command Create(CliContext context)
    {
        var name = new Argument<string>("TOOL") { Description = "The tool: SERVER.TOOL, or mcp.SERVER.TOOL" };
        Option<string[]> arguments = KeyValueOption.Create("--arg", "An argument: JSON where it is JSON, else text; repeatable");
        var options = new ConfigurationOptions();
        Option<bool> json = CommonOptions.Json();
        var command = new Command("call", "Call a tool of an MCP server through the same gate as a procedure's call") { name, arguments, json };
        options.AddTo(command);
        context.SetAction(command, json, async (parsed, cancellationToken) =>
        {
            Grant grant = options.Require(context, parsed).Grant;
            string wanted = parsed.GetValue(name)!;
            wanted = wanted.StartsWith(ToolName.McpPrefix, StringComparison.Ordinal) ? wanted[ToolName.McpPrefix.Length..] : wanted;
            Value answer = await context.Engine.Tools.PerformAsync(
                grant, "mcp.call", wanted, ToolDesk.Arguments(null, KeyValueOption.Read(parsed, arguments)), context.WorkingDirectory, cancellationToken);
            new ToolAnswer(wanted, answer).Print(context.Console, parsed.GetValue(json));

            // The protocol calls it an answer; a script wants to know all the same.
            return answer is MapValue map && map.TryGet("is_error", out Value? failed) && failed.Equals(Value.True) ? ExitCode.Failed : ExitCode.Success;
        });
        return command;
    }
}
