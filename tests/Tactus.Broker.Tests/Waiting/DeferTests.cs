using Tactus.Broker.Tests.Support;
using Tactus.Journal;
using Tactus.Protocol.V1;

namespace Tactus.Broker.Tests.Waiting;

// Proves that a deferred run waits for the moment that it named, in whatever zone, and takes nothing but such a moment.
public sealed class DeferTests
{
    [Theory]
    [InlineData("2029-12-31T23:59:59Z")]
    [InlineData("2030-01-01T01:00:00+01:00")]
    [InlineData("2030-01-01T00:00Z")]
    [InlineData("2029-12-31T23:59:59.123Z")]
    [InlineData("1970-01-01T00:00:00Z")]
    public async Task A_moment_that_has_come_answers_at_once(string at)
    {
        using var run = new WaitingRun();
        PerformResponse answer = await run.AskAsync("run.defer", "k", Arguments(at));
        answer.Value().Get("completed").ToString().ShouldBe("true");
        answer.Value().Get("resume_at").Text().ShouldBe(at);
        answer.Value().Get("reason").Text().ShouldBe("r");
    }

    [Fact]
    public async Task A_later_moment_suspends_until_then()
    {
        using var run = new WaitingRun();
        (await run.AskAsync("run.defer", "k", Arguments("2030-01-01T09:00:00+01:00"))).Suspended.WaitsFor.ShouldBe("time");

        run.Clock.Advance(TimeSpan.FromHours(8));
        await run.GoOnAsync();
        (await run.AskAsync("run.defer", "k", Arguments("2030-01-01T09:00:00+01:00"))).Value().Get("key").Text().ShouldBe("k");
        (await run.EntryAsync()).Status.ShouldBe(EntryStatus.Succeeded);
    }

    [Theory]
    [InlineData("2030-01-01T09:00:00")]
    [InlineData("2030-01-01")]
    [InlineData("tomorrow")]
    [InlineData("2300-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("1600-01-01T00:00:00Z")]
    [InlineData("")]
    public async Task A_time_without_its_zone_is_refused(string at)
    {
        using var run = new WaitingRun();
        (await run.AskAsync("run.defer", "k", Arguments(at))).ShouldBeError("TAC3706", "invalid");
    }

    [Fact]
    public async Task Its_name_must_be_its_key()
    {
        using var run = new WaitingRun();
        (await run.AskAsync("run.defer", "other", Arguments("2029-01-01T00:00:00Z"))).ShouldBeError("TAC3706", "invalid");
    }

    private static string Arguments(string at) => $$"""{"key": "k", "resume_at": "{{at}}", "reason": "r"}""";
}
