using System.CommandLine;
using System.CommandLine.Invocation;
using Tactus.Cli.Output;
using Tactus.Protocol;

namespace Tactus.Cli;

/// <summary>A command line that the parser refuses.</summary>
internal static class UsageError
{
    private const string JsonFlag = "--json";

    /// <summary>Says what is wrong, on standard error; under <c>--json</c> as the one object. Returns the exit code.</summary>
    public static int Report(CliContext context, ParseResult parsed, ParseErrorAction mistake)
    {
        string help = $"{Path(parsed.CommandResult.Command)} --help";
        if (parsed.Tokens.Any(token => token.Value == JsonFlag))
        {
            string message = string.Join(' ', parsed.Errors.Select(error => error.Message.ReplaceLineEndings(" ")));
            context.Report(ErrorReport.Of(new TactusException("TAC7013", message, "see: " + help)), json: true);
            return ExitCode.Usage;
        }

        // A command without its subcommand wants its list of them; everything else wants one sentence, not a page.
        mistake.ShowHelp = parsed.CommandResult.Command.Subcommands.Count > 0;
        parsed.Invoke(new InvocationConfiguration { Output = context.Console.Error, Error = context.Console.Error, ProcessTerminationTimeout = null });
        if (!mistake.ShowHelp)
        {
            context.Console.Note("see: " + help);
        }

        return ExitCode.Usage;
    }

    private static string Path(Symbol command) =>
        command.Parents.FirstOrDefault() is { } parent ? $"{Path(parent)} {command.Name}" : "tactus";
}
