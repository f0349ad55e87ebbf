using System.CommandLine;
using System.Globalization;
using Tactus.Engine.Forking;
using Tactus.Protocol;

namespace Tactus.Cli.Commands.Runs;

/// <summary><c>tactus runs fork</c>: a new run that shares the first entries of another.</summary>
internal static class RunsForkCommand
{
    public static Command Create(CliContext context)
    {
        var options = new GoOnOptions();
        Argument<string> id = CommonOptions.RunId();
        var at = new Option<string?>("--at")
        {
            Description = "Share the entries up to this number, which runs trace shows; 0 for none (default: all that were answered)", HelpName = "N",
        };
        var with = new Option<string?>("--with") { Description = "Run this procedure in the place of the recorded one", HelpName = "FILE" };
        Option<string[]> parameters = KeyValueOption.Create("--param", "An input that is different, typed by the input schema; repeatable");
        var command = new Command("fork", "Start a new run that shares the first entries of another: change the file or an input, and go on from there") { id, at, with, parameters };
        options.AddTo(command);
        context.SetAction(command, options.Json, (parsed, cancellationToken) =>
        {
            var fork = new ForkOptions
            {
                At = ReadNumber(parsed.GetValue(at)),
                With = parsed.GetValue(with) is { } file ? Path.GetFullPath(file, context.WorkingDirectory) : null,
                Parameters = KeyValueOption.Read(parsed, parameters),
                Resume = options.Read(parsed),
            };
            return options.ShowAsync(
                context, parsed, surroundings => context.Engine.ForkAsync(parsed.GetValue(id)!, fork, surroundings, cancellationToken));
        });
        return command;
    }

    private static long? ReadNumber(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new TactusException("TAC7221", $"'--at {text}' is no number of an entry", "tactus runs trace RUN shows the numbers in its first column; 0 shares nothing");
    }
}
