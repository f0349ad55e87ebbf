using System.CommandLine;
using Tactus.Cli.Output;
using Tactus.Engine.Hosting;
using Tactus.Journal;
using Tactus.Protocol;

namespace Tactus.Cli;

/// <summary>What every command needs: the console, the engine, and one way to fail.</summary>
internal sealed class CliContext(CliConsole console, TactusEngine engine)
{
    private const string TraceVariable = "TACTUS_TRACE";

    private readonly Lazy<string> _workingDirectory = new(ReadWorkingDirectory);

    public CliConsole Console { get; } = console;

    public TactusEngine Engine { get; } = engine;

    public TimeProvider Time => Engine.Time;

    public IRunStore Store => Engine.Store;

    /// <summary>The directory that the person works in.</summary>
    /// <exception cref="TactusException">TAC7011: it was removed.</exception>
    public string WorkingDirectory => _workingDirectory.Value;

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
            catch (Exception defect)
            {
                Report(ErrorReport.Of(Defect(defect)), json is not null && parsed.GetValue(json));
                return ExitCode.Defect;
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

    /// <summary>Ends the program: what could not be printed is an error of its own, unless there is a worse one.</summary>
    /// <param name="code">The exit code so far.</param>
    /// <returns>The exit code.</returns>
    public int Close(int code)
    {
        if (Console.OutputFailure is not { } failure)
        {
            return code;
        }

        ErrorReport.Of(new TactusException("TAC7010", $"standard output cannot be written: {failure.Message}", "see to the disk or the program behind it; tactus runs logs has what a run printed")).Print(Console);
        return code == ExitCode.Success ? ExitCode.Usage : code;
    }

    // A stack trace tells a user nothing: it is for whoever mends the defect, and has to be asked for.
    private static TactusException Defect(Exception defect)
    {
        bool traced = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(TraceVariable));
        string what = traced ? defect.ToString() : $"{defect.GetType().Name}: {defect.Message}";
        return new TactusException("TAC7012", $"this is a defect of Tactus: {what}", $"report it, with what {TraceVariable}=1 shows", inner: defect);
    }

    private static string ReadWorkingDirectory()
    {
        try
        {
            return Directory.GetCurrentDirectory();
        }
        catch (IOException error)
        {
            throw new TactusException("TAC7011", "the current directory is gone", "cd to a directory that exists", inner: error);
        }
    }
}
