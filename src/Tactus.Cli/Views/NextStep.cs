using System.Globalization;
using Tactus.Broker.Gate;
using Tactus.Cli.Output;
using Tactus.Journal;

namespace Tactus.Cli.Views;

/// <summary>What a person can do about a run, with the exact command.</summary>
internal static class NextStep
{
    private const string WrongInput = "TAC1101";

    /// <summary>One sentence, or null when there is nothing to do.</summary>
    /// <param name="run">The run.</param>
    /// <param name="status">Its status now.</param>
    /// <param name="isAnswered">True when all that it waits for or is in doubt about has an answer that it has not taken yet.</param>
    public static string? Of(RunRecord run, RunStatus status, bool isAnswered = false)
    {
        string id = run.Id;
        return status switch
        {
            RunStatus.Suspended or RunStatus.InDoubt when isAnswered => $"it is answered and can go on: tactus runs resume {id}",
            RunStatus.Running => $"wait for its end, or end it: tactus runs cancel {id}",
            RunStatus.Suspended => OfWait(run),
            RunStatus.Succeeded when run.Completion?.ContinuedAs is { } next => $"it went on as run {next}: tactus runs show {next}",
            RunStatus.Failed when run.Completion?.ErrorCode == WrongInput => $"start it again with an input that fits (tactus info {run.ProcedurePath} shows what it takes): tactus run {run.ProcedurePath} --param NAME=VALUE",
            RunStatus.Failed => $"mend what the error names, then go on without repeating what was done: tactus runs fork {id} --with {run.ProcedurePath} (tactus runs trace {id} shows where --at could cut)",
            RunStatus.Refused => $"allow or change what the error names, then run it again, or go on from its entries: tactus runs fork {id}",
            RunStatus.InDoubt => $"find out what became of the effect, then say so: tactus runs resolve {id} --happened JSON, --did-not-happen or --retry",
            RunStatus.Interrupted when IsDivergence(run) && run.ForkedFrom is not null => $"share fewer entries: tactus runs fork {run.ForkedFrom} --at N --with FILE (tactus runs trace {id} shows them)",
            RunStatus.Interrupted when IsDivergence(run) => $"go on with the files as they were: tactus runs resume {id} --as-recorded",
            RunStatus.Interrupted => $"go on where it stood: tactus runs resume {id}",
            RunStatus.TimedOut => $"give it more time and go on where it stood: tactus runs resume {id} --timeout 2h",
            RunStatus.OutOfBudget or RunStatus.OutOfMemory =>
                $"raise the limit that the error names (tactus config explain {LimitOf(run)} --procedure {run.ProcedurePath}), then go on where it stood: tactus runs resume {id}",
            RunStatus.Cancelled => $"go on from its entries in a new run: tactus runs fork {id}",
            _ => null,
        };
    }

    // Tokens and money are spent on models; everything else that runs out is a limit of the sandbox.
    private static string LimitOf(RunRecord run) => run.Completion?.ErrorCode is "TAC3805" or "TAC3806" ? "models.budget" : "sandbox.limits";

    private static string OfWait(RunRecord run)
    {
        string due = run.Completion?.DueAt is { } at ? string.Create(CultureInfo.InvariantCulture, $" until {Quantity.Time(at)}") : "";
        return run.Completion?.WaitsFor switch
        {
            WaitsFor.Human => $"it waits for an answer{due}: tactus runs respond {run.Id}",
            WaitsFor.Run => $"it waits for runs that it started{due}; when they have ended: tactus runs resume {run.Id}",
            _ => $"it waits{due}; then: tactus runs resume {run.Id} (tactus runs resume --due does it for every run whose time has come)",
        };
    }

    private static bool IsDivergence(RunRecord run) => run.Completion?.ErrorCode is "TAC1401" or "TAC1402" or "TAC3610";
}
