using Tactus.Engine.Resuming;
using Tactus.Journal;
using Tactus.Protocol;

namespace Tactus.Engine.Tests.Resuming;

// Proves for every status whether a run of it can go on, and that each refusal says why and what can be done instead.
public sealed class ResumeRefusalTests
{
    private static readonly DateTimeOffset s_now = DateTimeOffset.UnixEpoch.AddYears(50);

    [Theory]
    [InlineData(RunStatus.Suspended)]
    [InlineData(RunStatus.Interrupted)]
    [InlineData(RunStatus.InDoubt)]
    [InlineData(RunStatus.OutOfBudget)]
    [InlineData(RunStatus.OutOfMemory)]
    [InlineData(RunStatus.TimedOut)]
    public void What_can_go_on(RunStatus status) => Should.NotThrow(() => ResumeRefusal.Check(Run(status), s_now));

    [Theory]
    [InlineData(RunStatus.Succeeded, "tactus run /w/p.tac")]
    [InlineData(RunStatus.Failed, "tactus runs fork r1")]
    [InlineData(RunStatus.Refused, "tactus runs fork r1")]
    [InlineData(RunStatus.Cancelled, "tactus runs fork r1")]
    public void What_has_ended(RunStatus status, string mend)
    {
        TactusException refusal = Should.Throw<TactusException>(() => ResumeRefusal.Check(Run(status), s_now));

        refusal.Code.ShouldBe("TAC6311");
        refusal.Message.ShouldContain(RunStatusNames.ToText(status));
        refusal.Mend.ShouldNotBeNull().ShouldContain(mend);
    }

    [Fact]
    public void What_went_on_as_another_run_names_it()
    {
        RunRecord run = Run(RunStatus.Succeeded) with { Completion = new RunCompletion { Status = RunStatus.Succeeded, At = s_now, ContinuedAs = "r2" } };

        Should.Throw<TactusException>(() => ResumeRefusal.Check(run, s_now)).Mend.ShouldNotBeNull().ShouldContain("tactus runs show r2");
    }

    [Fact]
    public void A_run_whose_executor_lives_names_host_and_process()
    {
        RunRecord run = Run(RunStatus.Running) with { Executor = ExecutorIdentity.Current().ToString() };

        TactusException refusal = Should.Throw<TactusException>(() => ResumeRefusal.Check(run, s_now));

        refusal.Code.ShouldBe("TAC6310");
        refusal.Message.ShouldContain($"on {Environment.MachineName} in process {Environment.ProcessId}");
    }

    [Fact]
    public void A_run_whose_executor_is_dead_can_go_on() =>
        Should.NotThrow(() => ResumeRefusal.Check(Run(RunStatus.Running), s_now), "nobody beats its heart");

    [Fact]
    public void Another_language_is_refused() =>
        Should.Throw<TactusException>(() => ResumeRefusal.Check(Run(RunStatus.Interrupted) with { LanguageVersion = "0.1" }, s_now)).Code.ShouldBe("TAC6312");

    private static RunRecord Run(RunStatus status) => new()
    {
        Id = "r1",
        Status = status,
        ProcedurePath = "/w/p.tac",
        Hashes = new Dictionary<string, string>(),
        Input = [0xa0],
        GrantJson = "{}",
        Seed = 1,
        LanguageVersion = ContractVersions.Language,
        Driver = "none",
        Executor = "elsewhere",
        CreatedAt = s_now.AddDays(-1),
        HeartbeatAt = s_now.AddDays(-1),
    };
}
