using System.CommandLine;
using Tactus.Cli.Commands.Describing;
using Tactus.Cli.Output;
using Tactus.Engine.Runs;
using Tactus.Mcp.Serving;
using Tactus.Protocol;

namespace Tactus.Cli.Commands.Mcp;

/// <summary><c>tactus mcp serve</c>: procedures as tools of an MCP client, over standard input and output.</summary>
internal static class McpServeCommand
{
    public static Command Create(CliContext context)
    {
        var files = new Argument<string[]>("FILE|DIR")
        {
            Description = "Procedures, or directories of them (default: the current directory)", Arity = ArgumentArity.ZeroOrMore, DefaultValueFactory = _ => [],
        };
        var grant = new GrantOptions();
        var command = new Command("serve", "Serve procedures to an MCP client on standard input and output") { files };
        grant.AddTo(command);
        command.Options.Add(grant.Timeout);
        context.SetAction(command, json: null, async (parsed, cancellationToken) =>
        {
            var served = new List<IServedProcedure>();
            foreach (string file in ServedFiles.Find(context.WorkingDirectory, parsed.GetValue(files)!))
            {
                served.Add(await OpenAsync(context, grant.RequestFor(parsed, file, context.WorkingDirectory), cancellationToken));
            }

            if (served.GroupBy(procedure => procedure.Tool.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twins)
            {
                throw new TactusException("TAC7804", $"two procedures would be served as '{twins.Key}'", "rename one of the files, or serve them apart");
            }

            context.Console.Note($"tactus: serves {Quantity.Count(served.Count, "procedure")}: {string.Join(", ", served.Select(procedure => procedure.Tool.Name))}", TextStyle.Dim);
            await using Stream input = Console.OpenStandardInput();
            await using Stream output = Console.OpenStandardOutput();
            await new ProcedureServer(served, typeof(McpServeCommand).Assembly.GetName().Version!.ToString(3)).RunAsync(input, output, cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }

    // Described once, before the client asks: a file that cannot be served is an error of the command, not of a call.
    private static async Task<ServedFile> OpenAsync(CliContext context, RunRequest request, CancellationToken cancellationToken)
    {
        RunPlan plan = context.Engine.Planner.Plan(request);
        Description description = await Description.OfAsync(context, plan, cancellationToken);
        return new ServedFile(context, request, ServedFiles.Describe(plan.Bundle, description));
    }
}
