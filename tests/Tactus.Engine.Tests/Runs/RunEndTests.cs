using Google.Protobuf;
using Tactus.Broker.Sessions;
using Tactus.Engine.Guests;
using Tactus.Engine.Runs;
using Tactus.Journal;
using Tactus.Protocol;
using Tactus.Protocol.V1;
using Tactus.Sandbox.Drivers;

namespace Tactus.Engine.Tests.Runs;

// Proves which status each way of ending has, and that a guest's word cannot talk over what the host knows.
public sealed class RunEndTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private static readonly FinishRequest Success = new()
    {
        Status = FinishRequest.Types.Status.Succeeded,
        Output = ByteString.CopyFrom(0xf6),
        Usage = new GuestUsage { CpuTimeUs = 1500, LuaPeakBytes = 42, Effects = 999 },
    };

    [Fact]
    public void A_success_has_its_output_and_usage()
    {
        RunCompletion end = Of(new SessionOutcome(SessionEnd.Finished, Success), effects: 3);

        end.Status.ShouldBe(RunStatus.Succeeded);
        end.Output.ShouldBe([0xf6]);
        end.CpuTime.ShouldBe(TimeSpan.FromMicroseconds(1500));
        end.LuaPeakBytes.ShouldBe(42);
        end.Effects.ShouldBe(3, "the broker counts effects, not the guest");
    }

    [Theory]
    [InlineData(FinishRequest.Types.Status.Failed, "", RunStatus.Failed)]
    [InlineData(FinishRequest.Types.Status.Failed, "denied", RunStatus.Refused)]
    [InlineData(FinishRequest.Types.Status.Failed, "in_doubt", RunStatus.InDoubt)]
    [InlineData(FinishRequest.Types.Status.Failed, "budget", RunStatus.OutOfBudget)]
    [InlineData(FinishRequest.Types.Status.Suspended, "", RunStatus.Suspended)]
    [InlineData(FinishRequest.Types.Status.OutOfBudget, "", RunStatus.OutOfBudget)]
    [InlineData(FinishRequest.Types.Status.OutOfMemory, "", RunStatus.OutOfMemory)]
    [InlineData(FinishRequest.Types.Status.Invalid, "", RunStatus.Failed)]
    [InlineData(FinishRequest.Types.Status.Unspecified, "", RunStatus.Failed)]
    public void What_the_guest_says_of_itself(FinishRequest.Types.Status said, string kind, RunStatus status)
    {
        var finish = new FinishRequest
        {
            Status = said,
            Error = new ProcedureError { Code = "TAC1301", Message = "why", Kind = kind, Location = new SourceLocation { File = "a.tac", Line = 7 } },
        };

        RunCompletion end = Of(new SessionOutcome(SessionEnd.Finished, finish));

        end.Status.ShouldBe(status);
        (end.ErrorCode, end.ErrorMessage, end.ErrorFile, end.ErrorLine, end.Mend).ShouldBe(("TAC1301", "why", "a.tac", 7, null));
    }

    [Fact]
    public void The_host_ended_it_whatever_the_guest_said()
    {
        Of(new SessionOutcome(SessionEnd.Finished, Success), cancelled: true).Status.ShouldBe(RunStatus.Cancelled);
        Of(new SessionOutcome(SessionEnd.Finished, Success), timedOut: true).Status.ShouldBe(RunStatus.TimedOut);
    }

    [Fact]
    public void A_spent_budget_names_the_line_that_the_guest_was_at()
    {
        var spent = new EffectError { Code = "TAC3601", Message = "spent", Mend = "raise it" };
        var finish = new FinishRequest { Error = new ProcedureError { Location = new SourceLocation { File = "a.tac", Line = 3 } } };

        RunCompletion end = Of(new SessionOutcome(SessionEnd.OutOfBudget, finish, spent));

        (end.Status, end.ErrorCode, end.ErrorFile, end.ErrorLine, end.Mend).ShouldBe((RunStatus.OutOfBudget, "TAC3601", "a.tac", 3, "raise it"));
    }

    [Fact]
    public void A_lost_journal_interrupts_with_its_own_error()
    {
        var failure = new TactusException("TAC6003", "the disk is full");

        RunCompletion end = Of(new SessionOutcome(SessionEnd.JournalLost, Failure: failure));

        (end.Status, end.ErrorCode).ShouldBe((RunStatus.Interrupted, "TAC6003"));
    }

    [Fact]
    public void A_guest_that_misbehaved_is_interrupted() =>
        Of(new SessionOutcome(SessionEnd.Misbehaved, Success)).ErrorCode.ShouldBe("TAC6306");

    [Fact]
    public void A_lost_guest_is_told_by_what_the_driver_knows()
    {
        Lost(new GuestExit(137, OutOfMemory: true, null, "")).ShouldBe((RunStatus.OutOfMemory, "TAC6303"));
        Lost(new GuestExit(1, OutOfMemory: false, "the engine died", "")).ShouldBe((RunStatus.Interrupted, "TAC6304"));
        Lost(new GuestExit(9, OutOfMemory: false, null, "last words")).ShouldBe((RunStatus.Interrupted, "TAC6305"));
        Lost(null).ShouldBe((RunStatus.Interrupted, "TAC6305"));
    }

    [Fact]
    public void Its_last_words_are_kept() =>
        Of(new SessionOutcome(SessionEnd.Disconnected), exit: new GuestExit(9, OutOfMemory: false, null, "last words\n"))
            .ErrorMessage.ShouldBe("the guest was lost before the procedure ended: it ended with exit code 9; it said: last words");

    private static (RunStatus Status, string? Code) Lost(GuestExit? exit)
    {
        RunCompletion end = Of(new SessionOutcome(SessionEnd.Disconnected), exit: exit);
        return (end.Status, end.ErrorCode);
    }

    private static RunCompletion Of(SessionOutcome session, GuestExit? exit = null, bool timedOut = false, bool cancelled = false, long effects = 0) =>
        RunEnd.Of(new GuestEnding(session, exit, timedOut, cancelled, effects, new ModelUsage()), "r1", TimeSpan.FromSeconds(1), Now);
}
