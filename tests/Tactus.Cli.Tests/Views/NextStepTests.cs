using Tactus.Cli.Views;
using Tactus.Journal;

namespace Tactus.Cli.Tests.Views;

// Proves that the next step of a run fits what ended it: the limit that was used up, an input that does not fit.
public sealed class NextStepTests
{
    [Theory]
    [InlineData("TAC3805", "tactus config explain models.budget --procedure /p/a.tac")]
    [InlineData("TAC3806", "tactus config explain models.budget --procedure /p/a.tac")]
    [InlineData("TAC3601", "tactus config explain sandbox.limits --procedure /p/a.tac")]
    public void What_was_used_up_is_where_it_is_raised(string code, string expected) =>
        NextStep.Of(Ended(RunStatus.OutOfBudget, code), RunStatus.OutOfBudget).ShouldNotBeNull().ShouldContain(expected);

    [Fact]
    public void An_input_that_does_not_fit_is_given_anew_and_nothing_is_forked()
    {
        string next = NextStep.Of(Ended(RunStatus.Failed, "TAC1101"), RunStatus.Failed).ShouldNotBeNull();

        next.ShouldContain("tactus run /p/a.tac --param");
        next.ShouldNotContain("fork");
        NextStep.Of(Ended(RunStatus.Failed, "TAC1301"), RunStatus.Failed).ShouldNotBeNull().ShouldContain("fork");
    }

    private static RunRecord Ended(RunStatus status, string code) => new()
    {
        Id = "01",
        Status = status,
        ProcedurePath = "/p/a.tac",
        Hashes = new Dictionary<string, string>(StringComparer.Ordinal),
        Input = [],
        GrantJson = "{}",
        Seed = 1,
        LanguageVersion = "1.0",
        Driver = "none",
        Executor = "",
        CreatedAt = DateTimeOffset.UnixEpoch,
        HeartbeatAt = DateTimeOffset.UnixEpoch,
        Completion = new RunCompletion { Status = status, At = DateTimeOffset.UnixEpoch, ErrorCode = code },
    };
}
