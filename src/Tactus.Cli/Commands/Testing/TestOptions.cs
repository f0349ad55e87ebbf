using System.CommandLine;
using Tactus.Engine.Runs;
using Tactus.Protocol;

namespace Tactus.Cli.Commands.Testing;

/// <summary>The options that <c>test</c> and <c>eval</c> share: what is run, how often, how many at once, under which grant.</summary>
internal sealed class TestOptions
{
    private const int MostRuns = 10_000;
    private const int MostAtOnce = 256;

    public GrantOptions Grant { get; } = new();

    public Option<bool> Mock { get; } = CommonOptions.Flag("--mock", "Answer agents, models and tools from what the file's Mocks and steps say, or from stand-ins");

    public Option<int?> Runs { get; } = new("--runs") { Description = "How often each is run (default 1)", HelpName = "N" };

    public Option<int?> Parallel { get; } = new("--parallel") { Description = "How many guests at once (default: as many as there are processors)", HelpName = "N" };

    public Option<bool> NoParallel { get; } = CommonOptions.Flag("--no-parallel", "One guest at a time");

    public Option<string?> Workspace { get; } = new("--workspace")
    {
        Description = "The directory that scenarios see as /workspace; what they write is thrown away (default: the procedure's own folder)", HelpName = "DIR",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(Mock);
        command.Options.Add(Runs);
        command.Options.Add(Parallel);
        command.Options.Add(NoParallel);
        command.Options.Add(Workspace);
        Grant.AddTo(command);
        command.Options.Add(Grant.Timeout);
    }

    /// <summary>How often each is run.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="declared">How often where the command line does not say.</param>
    /// <exception cref="TactusException">TAC7006: the number is out of range.</exception>
    public int ReadRuns(ParseResult parsed, int declared) => Within(parsed.GetValue(Runs) ?? declared, MostRuns, "--runs");

    /// <summary>How many guests at once.</summary>
    /// <exception cref="TactusException">TAC7006: the number is out of range, or both options are given.</exception>
    public int ReadParallel(ParseResult parsed)
    {
        if (parsed.GetValue(NoParallel))
        {
            return parsed.GetValue(Parallel) is null ? 1 : throw GrantOptions.Contradiction("--parallel and --no-parallel");
        }

        return Within(parsed.GetValue(Parallel) ?? Environment.ProcessorCount, MostAtOnce, "--parallel");
    }

    /// <summary>What a test of one procedure is planned from.</summary>
    public RunRequest RequestFor(ParseResult parsed, string procedure, string workingDirectory)
    {
        string full = Path.GetFullPath(procedure, workingDirectory);
        string workspace = parsed.GetValue(Workspace) is { } named ? Path.GetFullPath(named, workingDirectory) : Path.GetDirectoryName(full)!;
        return Grant.RequestFor(parsed, full, workspace) with
        {
            LeavesOutWrongFiles = parsed.GetValue(Mock),

            // Named where the person stands, which is not the workspace of a test.
            TrustedForThisRun = [.. parsed.GetValue(Grant.Trust)!.Select(file => Path.GetFullPath(file, workingDirectory))],
        };
    }

    private static int Within(int number, int most, string option) => number >= 1 && number <= most
        ? number
        : throw new TactusException("TAC7006", $"{option} must be from 1 to {most}, and is {number}", "give another number");
}
