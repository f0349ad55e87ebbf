using System.CommandLine;
using Tactus.Cli.Questions;
using Tactus.Cli.Views;
using Tactus.Engine.Resuming;
using Tactus.Engine.Runs;

namespace Tactus.Cli.Commands.Runs;

/// <summary>The options of every command that lets a recorded run go on, and the going on itself.</summary>
internal sealed class GoOnOptions
{
    public GrantOptions Grant { get; } = new();

    public InteractionOptions Interaction { get; } = new();

    public Option<bool> Wait { get; } = CommonOptions.Flag("--wait", "Wait in this process when the run waits for a time, instead of ending suspended");

    public Option<bool> Json { get; } = CommonOptions.Json();

    public Option<bool> Quiet { get; } = CommonOptions.Flag("--quiet", "No progress and no closing line", "-q");

    public void AddTo(Command command)
    {
        Grant.AddTo(command);
        command.Options.Add(Grant.Timeout);
        Interaction.AddTo(command);
        command.Options.Add(Wait);
        command.Options.Add(Json);
        command.Options.Add(Quiet);
    }

    /// <summary>How the run goes on.</summary>
    /// <exception cref="Protocol.TactusException">TAC7006: two options contradict each other.</exception>
    public ResumeOptions Read(ParseResult parsed, bool withCurrentFiles = false) => new()
    {
        WithCurrentFiles = withCurrentFiles,
        Flags = Grant.ReadFlags(parsed),
        NoSandbox = Grant.IsUnconfined(parsed),
        TrustedForThisRun = parsed.GetValue(Grant.Trust)!,
    };

    /// <summary>Lets a run go on before a person's eyes.</summary>
    /// <param name="context">Console and engine.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="execute">Goes on, under these surroundings.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> ShowAsync(CliContext context, ParseResult parsed, Func<RunSurroundings, Task<RunOutcome>> execute)
    {
        Interaction.Check(parsed);
        context.Engine.PrepareForRun(Grant.MayUseEngine(parsed));
        await using IRunView view = RunViews.Create(context, parsed.GetValue(Json), parsed.GetValue(Quiet));
        if (Grant.IsUnconfined(parsed))
        {
            view.Note(RunViews.Unconfined);
        }

        using TerminalPeople? people = Interaction.CreatePeople(parsed, context, view);
        RunOutcome outcome = await execute(
            new RunSurroundings { Observer = view, Notice = view.Note, People = people, WaitsForDueTimes = parsed.GetValue(Wait) });
        await view.EndedAsync(outcome.Record);
        return outcome.IsInvalid ? ExitCode.Usage : ExitCode.Of(outcome.Record.Status);
    }
}
