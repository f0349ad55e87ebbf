using System.CommandLine;
using Tactus.Cli.Output;
using Tactus.Engine.Hosting;
using Tactus.Journal;
using Tactus.Protocol;

namespace Tactus.Cli;

/// <summary>What every command needs: the console, the engine, and one way to fail.</summary>
internal sealed class CliContext(CliConsole console, TactusEngine engine)
{
    public CliConsole Console { get; } = console;

    public TactusEngine Engine { get; } = engine;

    public TimeProvider Time => Engine.Time;

    public IRunStore Store => Engine.Store;

    /// <summary>The directory that the person works in.</summary>
    /// <exception cref="TactusException">TAC7012: it has been removed.</exception>
    public string WorkingDirectory
    {
        get
        {
            try
            {
                return Directory.GetCurrentDirectory();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new TactusException("TAC7012", "the current directory has been removed, or may not be entered", "change to another directory", inner: error);
            }
        }
    }

    /// <summary>Makes an action that reports every error in one way: code, sentence, place, mend; with <c>--json</c> as an object.</summary>
    public void SetAction(Command command, Option<bool>? json, Func<ParseResult, CancellationToken, Task<int>> action) =>
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                return await action(parsed, cancellationToken);
            }
            catch (TactusException error)
            {
                Report(ErrorReport.Of(error), json is not null && parsed.GetValue(json));
                return ErrorExitCode.Of(error.Code);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                Report(new ErrorReport("TAC6301", "cancelled before anything ran", null, 0, 0, null, null), json is not null && parsed.GetValue(json));
                return ExitCode.Cancelled;
            }
        });

    /// <summary>Prints an error for a person, or as <c>{"error": …}</c>.</summary>
    public void Report(ErrorReport error, bool json)
    {
        if (!json)
        {
            error.Print(Console);
            return;
        }

        Console.WriteJson(writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("error");
            error.Write(writer);
            writer.WriteEndObject();
        });
    }
}
