using Tactus.Broker.Sessions;
using Tactus.Journal;
using Tactus.Protocol.V1;

namespace Tactus.Simulation.Tests.Running;

/// <summary>Reads a run's status out of how its guest ended, as the engine does.</summary>
internal static class Completion
{
    /// <summary>How the execution ended.</summary>
    public static RunCompletion Of(SessionOutcome said, Exception? problem, DateTimeOffset now)
    {
        if (said.End != SessionEnd.Finished)
        {
            return new RunCompletion
            {
                Status = RunStatus.Interrupted,
                ErrorCode = said.Failure?.Code ?? said.Fatal?.Code,
                ErrorMessage = said.Failure?.Message ?? said.Fatal?.Message ?? problem?.Message,
                At = now,
            };
        }

        FinishRequest finish = said.Finish!;
        ProcedureError? error = finish.Error;
        RunStatus status = finish.Status switch
        {
            FinishRequest.Types.Status.Succeeded or FinishRequest.Types.Status.Continued => RunStatus.Succeeded,
            FinishRequest.Types.Status.Suspended => RunStatus.Suspended,
            _ when error?.Kind == "in_doubt" => RunStatus.InDoubt,
            _ => RunStatus.Failed,
        };
        return new RunCompletion
        {
            Status = status,
            Output = finish.Output.IsEmpty ? null : finish.Output.ToByteArray(),
            ErrorCode = error?.Code,
            ErrorMessage = error?.Message,
            Mend = error?.Mend,
            WaitsFor = said.Wait?.WaitsFor,
            DueAt = said.Wait?.DueAt,
            At = now,
        };
    }
}
