using Tactus.Broker.Branches;
using Tactus.Broker.Sessions;
using Tactus.Engine.Guests;
using Tactus.Journal;
using Tactus.Protocol;
using Tactus.Protocol.V1;
using Tactus.Sandbox.Drivers;

namespace Tactus.Engine.Runs;

/// <summary>Reads a run's status out of how its guest ended. The guest's word counts only for what is its own to say.</summary>
internal static class RunEnd
{
    /// <summary>How a run ends whose guest has lived.</summary>
    /// <param name="ending">How the guest ended.</param>
    /// <param name="runId">The run, for what mends it; null for a guest that executes none.</param>
    /// <param name="timeout">Its wall-clock limit.</param>
    /// <param name="now">When.</param>
    public static RunCompletion Of(GuestEnding ending, string? runId, TimeSpan timeout, DateTimeOffset now)
    {
        FinishRequest? finish = ending.Session.Finish;
        RunCompletion completion = Judge(ending, runId, timeout, now);
        return completion with
        {
            Effects = ending.Effects,
            Models = ending.Models,
            CpuTime = TimeSpan.FromMicroseconds(finish?.Usage?.CpuTimeUs ?? 0),
            LuaPeakBytes = (long)(finish?.Usage?.LuaPeakBytes ?? 0),
        };
    }

    /// <summary>How a run ends that could not begin, or that the host could not go on with.</summary>
    public static RunCompletion Of(TactusException error, RunStatus status, DateTimeOffset now) => new()
    {
        Status = status,
        ErrorCode = error.Code,
        ErrorMessage = error.Message,
        ErrorFile = error.File,
        ErrorLine = error.Line,
        Mend = error.Mend,
        At = now,
    };

    private static RunCompletion Judge(GuestEnding ending, string? runId, TimeSpan timeout, DateTimeOffset now)
    {
        if (ending.Cancelled)
        {
            return Failure(RunStatus.Cancelled, "TAC6301", "the run was cancelled", "", now);
        }

        if (ending.TimedOut)
        {
            return Failure(
                RunStatus.TimedOut, "TAC6302", $"the run took longer than its wall-clock limit of {timeout.TotalSeconds:0.###} s", runId is null ? "raise it with --timeout" : $"give it more with tactus runs resume {runId} --timeout 2h, or raise sandbox.timeout", now);
        }

        return ending.Session.End switch
        {
            SessionEnd.Finished => Finished(ending.Session.Finish!, ending.Session.Wait, now),
            SessionEnd.OutOfBudget => OutOfBudget(ending.Session, now),
            SessionEnd.JournalLost => Of(ending.Session.Failure!, RunStatus.Interrupted, now),
            SessionEnd.Misbehaved => Failure(
                RunStatus.Interrupted, "TAC6306", "the guest broke the rules of its conversation with the broker and was ended",
                "if the procedure is honest this is a defect of Tactus; report it", now),
            _ => Lost(ending.Exit, runId, now),
        };
    }

    private static RunCompletion Lost(GuestExit? exit, string? runId, DateTimeOffset now)
    {
        if (exit is { OutOfMemory: true })
        {
            return Failure(
                RunStatus.OutOfMemory, "TAC6303", "the guest used more memory than sandbox.limits.memory and was ended",
                "raise sandbox.limits.memory, or make the procedure keep less", now);
        }

        if (exit?.DriverFailure is { } failure)
        {
            return Failure(RunStatus.Interrupted, "TAC6304", $"the sandbox was lost in the middle of the run: {failure}", "see to the engine, then " + GoOn(runId), now);
        }

        string how = exit is null ? "its connection was lost" : $"it ended with exit code {exit.ExitCode}";
        string said = exit is { ErrorOutput.Length: > 0 } ? $"; it said: {exit.ErrorOutput.Trim()}" : "";
        return Failure(RunStatus.Interrupted, "TAC6305", $"the guest was lost before the procedure ended: {how}{said}", GoOn(runId), now);
    }

    private static RunCompletion OutOfBudget(SessionOutcome session, DateTimeOffset now)
    {
        EffectError spent = session.Fatal!;
        ProcedureError? where = session.Finish?.Error;
        return Failure(RunStatus.OutOfBudget, spent.Code, spent.Message, spent.Mend, now) with
        {
            ErrorFile = where?.Location?.File,
            ErrorLine = (int)(where?.Location?.Line ?? 0),
            Traceback = where?.Traceback,
        };
    }

    private static RunCompletion Finished(FinishRequest finish, EffectWait? wait, DateTimeOffset now)
    {
        RunStatus status = finish.Status switch
        {
            FinishRequest.Types.Status.Succeeded or FinishRequest.Types.Status.Continued => RunStatus.Succeeded,
            FinishRequest.Types.Status.Suspended => RunStatus.Suspended,
            FinishRequest.Types.Status.OutOfBudget => RunStatus.OutOfBudget,
            FinishRequest.Types.Status.OutOfMemory => RunStatus.OutOfMemory,
            _ => finish.Error?.Kind switch
            {
                "denied" => RunStatus.Refused,
                "in_doubt" => RunStatus.InDoubt,
                "budget" => RunStatus.OutOfBudget,
                _ => RunStatus.Failed,
            },
        };
        var completion = new RunCompletion { Status = status, At = now };
        if (status == RunStatus.Succeeded)
        {
            return completion with { Output = finish.Output.IsEmpty ? null : finish.Output.ToByteArray() };
        }

        if (status == RunStatus.Suspended)
        {
            completion = completion with { WaitsFor = wait?.WaitsFor, DueAt = wait?.DueAt };
        }

        return finish.Error is not { } error
            ? completion
            : completion with
            {
                ErrorCode = error.Code,
                ErrorMessage = error.Message,
                ErrorFile = error.Location?.File,
                ErrorLine = (int)(error.Location?.Line ?? 0),
                Traceback = error.Traceback.Length == 0 ? null : error.Traceback,
                Mend = error.Mend.Length == 0 ? null : error.Mend,
            };
    }

    private static string GoOn(string? runId) => runId is null ? "try again" : $"go on with it: tactus runs resume {runId}";

    private static RunCompletion Failure(RunStatus status, string code, string message, string mend, DateTimeOffset now) =>
        new() { Status = status, ErrorCode = code, ErrorMessage = message, Mend = mend.Length == 0 ? null : mend, At = now };
}
