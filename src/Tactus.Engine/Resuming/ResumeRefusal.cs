using Tactus.Journal;
using Tactus.Protocol;

namespace Tactus.Engine.Resuming;

/// <summary>Decides from a run's record whether it can go on.</summary>
internal static class ResumeRefusal
{
    /// <summary>Refuses a run that cannot go on.</summary>
    /// <exception cref="TactusException">TAC6310: it still runs. TAC6311: it has ended for good. TAC6312: it speaks another version of the language.</exception>
    public static void Check(RunRecord run, DateTimeOffset now)
    {
        RunStatus status = run.EffectiveStatus(now);
        switch (status)
        {
            case RunStatus.Running:
                throw StillRuns(run);
            case RunStatus.Suspended or RunStatus.Interrupted or RunStatus.InDoubt or RunStatus.OutOfBudget or RunStatus.OutOfMemory or RunStatus.TimedOut:
                break;
            default:
                throw Ended(run, status);
        }

        if (run.LanguageVersion != ContractVersions.Language)
        {
            throw new TactusException(
                "TAC6312", $"run {run.Id} was recorded with version {run.LanguageVersion} of the language, and this is {ContractVersions.Language}",
                "resume it with the Tactus that it was started with, or start it again");
        }
    }

    /// <summary>The refusal of a run that somebody executes now.</summary>
    public static TactusException StillRuns(RunRecord run)
    {
        string where = ExecutorIdentity.TryParse(run.Executor) is { } executor ? $"on {executor.Host} in process {executor.ProcessId}" : $"as {run.Executor}";
        return new TactusException("TAC6310", $"run {run.Id} still runs, {where}", $"wait for its end, or end it: tactus runs cancel {run.Id}");
    }

    private static TactusException Ended(RunRecord run, RunStatus status)
    {
        string mend = (status, run.Completion?.ContinuedAs) switch
        {
            (RunStatus.Succeeded, { } next) => $"it went on as run {next}: tactus runs show {next}",
            (RunStatus.Failed or RunStatus.Refused or RunStatus.Cancelled, _) =>
                $"mend what ended it, then go on from its entries in a new run: tactus runs fork {run.Id} (tactus runs trace {run.Id} shows where to cut with --at)",
            _ => $"start it again: tactus run {run.ProcedurePath}",
        };
        return new TactusException("TAC6311", $"run {run.Id} has ended: {RunStatusNames.ToText(status)}", mend);
    }
}
