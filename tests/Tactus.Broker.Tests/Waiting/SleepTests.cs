using Tactus.Broker.Tests.Support;
using Tactus.Journal;
using Tactus.Protocol.V1;

namespace Tactus.Broker.Tests.Waiting;

// Proves that a short sleep waits here, a long one waits without a process, and neither ever begins anew.
public sealed class SleepTests
{
    private const long SecondsInNanos = 1_000_000_000;

    [Fact]
    public async Task A_short_sleep_is_waited_for_in_the_process()
    {
        using var run = new WaitingRun();
        Task<PerformResponse> asked = run.AskAsync("sleep", "", """{"seconds": 5}""");

        run.Clock.Running.ShouldBe(1);
        run.Clock.Advance(TimeSpan.FromSeconds(4.9));
        asked.IsCompleted.ShouldBeFalse();
        run.Clock.Advance(TimeSpan.FromSeconds(0.1));

        (await asked).Value().ToString().ShouldBe("null");
        (await run.EntryAsync()).Status.ShouldBe(EntryStatus.Succeeded);
    }

    [Fact]
    public async Task A_longer_sleep_suspends_and_is_over_at_the_time_that_was_noted()
    {
        using var run = new WaitingRun();
        DateTimeOffset due = run.Clock.GetUtcNow().AddSeconds(60);
        PerformResponse first = await run.AskAsync("sleep", "", """{"seconds": 60}""");

        first.Suspended.WaitsFor.ShouldBe("time");
        first.Suspended.DueUnixNanos.ShouldBe(Nanos(due));
        first.Delivery.ShouldBe(0UL);
        (await run.EntryAsync()).Status.ShouldBe(EntryStatus.Intent);

        run.Clock.Advance(TimeSpan.FromSeconds(40));
        await run.GoOnAsync();
        PerformResponse early = await run.AskAsync("sleep", "", """{"seconds": 60}""");
        early.Suspended.DueUnixNanos.ShouldBe(Nanos(due), "it must not begin anew");

        run.Clock.Advance(TimeSpan.FromSeconds(18));
        await run.GoOnAsync();
        Task<PerformResponse> last = run.AskAsync("sleep", "", """{"seconds": 60}""");
        (await run.Clock.AdvanceUntilAsync(last, TimeSpan.FromSeconds(1))).Value().ToString().ShouldBe("null");
        (await run.EntryAsync()).Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task A_run_that_is_ended_leaves_its_sleep_open()
    {
        using var run = new WaitingRun();
        Task<PerformResponse> asked = run.AskAsync("sleep", "", """{"seconds": 5}""");
        await run.Ending.CancelAsync();

        (await asked).ShouldBeError("TAC3003", "cancelled");
        (await run.EntryAsync()).Status.ShouldBe(EntryStatus.Intent);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"seconds": -1}""")]
    [InlineData("""{"seconds": "5"}""")]
    [InlineData("""{"seconds": 1e300}""")]
    [InlineData("""{"seconds": {"$double": "NaN"}}""")]
    [InlineData("""{"seconds": 1, "more": 1}""")]
    public async Task What_a_hostile_guest_sends_instead_is_refused(string arguments)
    {
        using var run = new WaitingRun();
        (await run.AskAsync("sleep", "", arguments)).ShouldBeError("TAC3705", "invalid");
        (await run.EntryAsync()).Status.ShouldBe(EntryStatus.Denied);
    }

    [Fact]
    public async Task Nothing_is_slept_in_no_time()
    {
        using var run = new WaitingRun();
        (await run.AskAsync("sleep", "", """{"seconds": 0}""")).Value().ToString().ShouldBe("null");
    }

    private static long Nanos(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerSecond * SecondsInNanos;
}
