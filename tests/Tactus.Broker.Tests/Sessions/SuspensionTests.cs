// Proves that a run is suspended for what the broker knows it waits for, that a waiting effect keeps its intent and its branch, and that no guest can talk
// its run out of a doubt.
using Google.Protobuf;
using Tactus.Broker.Branches;
using Tactus.Broker.Gate;
using Tactus.Broker.Sessions;
using Tactus.Broker.Tests.Support;
using Tactus.Journal;
using Tactus.Protocol.Grpc;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.Sessions;

public sealed class SuspensionTests
{
    private static readonly StartRequest Hello = new() { ProtocolVersion = 1 };
    private static readonly FinishRequest Parked = new() { Status = FinishRequest.Types.Status.Suspended };
    private static readonly FinishRequest Done = new() { Status = FinishRequest.Types.Status.Succeeded, Output = ByteString.CopyFrom(0xa0) };
    private static readonly DateTimeOffset Due = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public async Task A_waiting_effect_keeps_its_intent_and_its_branch_and_has_no_number()
    {
        StepHandler waiting = Waiting((WaitsFor.Human, Due));
        await using var run = await LiveSession.StartAsync(effects: [waiting]);
        await run.Guest.StartAsync(Hello);
        PerformResponse response = await run.Guest.PerformAsync(Step("main", 1));

        response.Suspended.ShouldBe(new Suspended { WaitsFor = "human", DueUnixNanos = Due.ToUnixTimeMilliseconds() * 1_000_000 });
        response.Delivery.ShouldBe(0UL);
        response.ClockUnixNanos.ShouldBeGreaterThan(0);
        (await run.Broker.EntriesAsync()).ShouldHaveSingleItem().Status.ShouldBe(EntryStatus.Intent);
        await ShouldFailAsync(run.Guest.PerformAsync(Ping("main", 2)));
        await ShouldFailAsync(run.Guest.PerformAsync(Step("main", 1)));
    }

    [Fact]
    public async Task A_suspended_run_waits_for_people_first_and_is_due_when_the_first_wait_is()
    {
        StepHandler waiting = Waiting((WaitsFor.Run, null), (WaitsFor.Time, Due), (WaitsFor.Human, Due.AddDays(1)));
        await using var run = await LiveSession.StartAsync(effects: [waiting]);
        await run.Guest.StartAsync(Hello);
        for (int branch = 1; branch <= 3; branch++)
        {
            await run.Guest.PerformAsync(Open(branch));
            (await run.Guest.PerformAsync(Step($"main/{branch}.branch", 1))).Suspended.ShouldNotBeNull();
        }

        await run.Guest.FinishAsync(Parked);
        SessionOutcome outcome = await run.Session.Completion;
        outcome.End.ShouldBe(SessionEnd.Finished);
        outcome.Wait.ShouldBe(new EffectWait("human", Due));
    }

    [Fact]
    public async Task A_run_that_waits_for_nothing_is_not_suspended()
    {
        StepHandler waiting = Waiting((WaitsFor.Time, Due));
        await using var run = await LiveSession.StartAsync(effects: [waiting]);
        await run.Guest.StartAsync(Hello);
        await run.Guest.PerformAsync(Ping("main", 1));
        await ShouldFailAsync(run.Guest.FinishAsync(Parked));
        run.Session.Completion.IsCompleted.ShouldBeFalse();

        await run.Guest.PerformAsync(Step("main", 2));
        await run.Guest.FinishAsync(Parked);
        (await run.Session.Completion).Wait.ShouldBe(new EffectWait("time", Due));
    }

    [Fact]
    public async Task A_branch_that_ends_takes_its_wait_with_it()
    {
        StepHandler waiting = Waiting((WaitsFor.Human, null));
        await using var run = await LiveSession.StartAsync(effects: [waiting]);
        await run.Guest.StartAsync(Hello);
        await run.Guest.PerformAsync(Open(1));
        await run.Guest.PerformAsync(Step("main/1.branch", 1));
        await ShouldFailAsync(run.Guest.PerformAsync(Ping("main/1.branch", 2)));
        (await run.Guest.PerformAsync(TestBroker.Request(2, "branch.end", "", Value.EmptyMap, "main/1.branch"))).Value();
        await ShouldFailAsync(run.Guest.FinishAsync(Parked));
        await run.Guest.FinishAsync(Done);

        (await run.Session.Completion).Wait.ShouldBeNull();
    }

    [Fact]
    public async Task A_waiting_main_cannot_be_talked_on_by_an_end()
    {
        StepHandler waiting = Waiting((WaitsFor.Human, null));
        await using var run = await LiveSession.StartAsync(effects: [waiting]);
        await run.Guest.StartAsync(Hello);
        await run.Guest.PerformAsync(Step("main", 1));
        await ShouldFailAsync(run.Guest.PerformAsync(TestBroker.Request(2, "branch.end", "", Value.EmptyMap)));
    }

    [Fact]
    public async Task A_run_with_an_effect_under_way_is_not_suspended_and_one_that_finishes_is_still_recorded()
    {
        var helpers = new HeldHelper();
        StepHandler waiting = Waiting((WaitsFor.Human, null));
        await using var run = await LiveSession.StartAsync(Grants.WithTools(Tools.Exec("build", "true")), helpers, effects: [waiting]);
        await run.Guest.StartAsync(Hello);
        await run.Guest.PerformAsync(Open(1));
        await run.Guest.PerformAsync(Step("main", 2));
        Task<PerformResponse> slow = run.Guest.PerformAsync(TestBroker.Request(1, "host.call", "build", Value.EmptyMap, "main/1.branch"));
        await helpers.Running;
        await ShouldFailAsync(run.Guest.FinishAsync(Parked));
        await run.Guest.FinishAsync(Done);
        (await run.Session.Completion).End.ShouldBe(SessionEnd.Finished);

        helpers.Release();
        await run.Session.DisposeAsync();
        (await slow).Value();
        (await run.Broker.EntriesAsync()).Single(entry => entry.Name == "build").Status.ShouldBe(EntryStatus.Succeeded);
    }

    [Fact]
    public async Task What_only_waits_holds_nobody_up_and_stays_open()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        StepHandler waiting = StepHandler.Idempotent();
        waiting.OnlyWaits = true;
        waiting.OnPerform = async (call, token) =>
        {
            if (call.Key.Branch == "main")
            {
                throw new EffectSuspendedException(WaitsFor.Time, Due);
            }

            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return Value.Null;
        };
        await using var run = await LiveSession.StartAsync(effects: [waiting]);
        await run.Guest.StartAsync(Hello);
        await run.Guest.PerformAsync(Open(1));
        Task<PerformResponse> abandoned = run.Guest.PerformAsync(Step("main/1.branch", 1));
        await asked.Task;
        await ShouldFailAsync(run.Guest.FinishAsync(Parked));
        await run.Guest.PerformAsync(Step("main", 2));
        await run.Guest.FinishAsync(Parked);
        (await run.Session.Completion).Wait.ShouldBe(new EffectWait("time", Due));
        await run.Session.DisposeAsync();

        (await abandoned).ShouldBeError("TAC3003", "cancelled");
        (await run.Broker.EntriesAsync()).Count(entry => entry.Status == EntryStatus.Intent).ShouldBe(2);
    }

    [Fact]
    public async Task A_checkpoint_may_end_although_somebody_inside_still_only_waits()
    {
        using var run = new DurableRun();
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        run.Idempotent.OnlyWaits = true;
        run.Idempotent.OnPerform = async (_, token) =>
        {
            await released.Task.WaitAsync(token);
            return Value.Null;
        };
        await run.OpenAsync("main/1.checkpoint", 1);
        Task<PerformResponse> abandoned = run.AskAsync("main/1.checkpoint/1.branch", 1, "step.idempotent");
        (await run.CheckpointAsync("main", 1)).Value();
        released.SetResult();
        (await abandoned).Value();
        await run.ShouldRefuseAsync(run.PingAsync("main/1.checkpoint/1.branch", 2));
        run.Broker.Host.Book.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_guest_cannot_talk_its_run_out_of_a_doubt(bool saysSomething)
    {
        using var earlier = new DurableRun();
        await earlier.DieInAsync("main", 1, "step.once", "pay");
        earlier.Store.OnAppend = null;
        await using var run = await LiveSession.StartAsync(store: earlier.Store, resumed: true, effects: [StepHandler.Once()]);
        await run.Guest.StartAsync(Hello);
        (await ReadAsync(run)).ShouldBe(0);
        (await run.Guest.PerformAsync(TestBroker.Request(1, "step.once", "pay", Value.EmptyMap))).ShouldBeError("TAC3611", "in_doubt");
        if (saysSomething)
        {
            await run.Guest.FinishAsync(Done);
        }
        else
        {
            run.Guest.Dispose();
        }

        SessionOutcome outcome = await run.Session.Completion;
        outcome.End.ShouldBe(SessionEnd.Finished);
        outcome.Finish!.Status.ShouldBe(FinishRequest.Types.Status.Failed);
        outcome.Finish.Error.Kind.ShouldBe("in_doubt");
        outcome.Finish.Error.Message.ShouldContain("main:1 step.once pay");
        outcome.Finish.Error.Mend.ShouldContain("--entry main:1");
        outcome.Fatal!.Code.ShouldBe("TAC3611");
        outcome.Finish.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_input_of_a_run_that_follows_is_a_map_and_redacted()
    {
        const string Secret = "s3cr3t-token-value";
        await using var run = await LiveSession.StartAsync(Grants.WithTools(Tools.WithSecret("build", "TOKEN")), secrets: ("TOKEN", Secret));
        await run.Guest.StartAsync(Hello);
        var next = new FinishRequest { Status = FinishRequest.Types.Status.Continued, Output = ByteString.CopyFrom(Value.Of("no map").Encode()) };
        (await Should.ThrowAsync<GrpcException>(() => run.Guest.FinishAsync(next))).Status.ShouldBe(GrpcStatusCode.InvalidArgument);
        next.Output = ByteString.CopyFrom(Value.MapOf(("x", Value.Of("a" + Secret))).Encode());
        await run.Guest.FinishAsync(next);

        FinishRequest finish = (await run.Session.Completion).Finish!;
        finish.Status.ShouldBe(FinishRequest.Types.Status.Continued);
        Value.Decode(finish.Output.Span).Get("x").Text().ShouldBe("a[secret TOKEN]");
    }

    [Fact]
    public async Task A_cancelled_wait_and_a_cancelled_side_effect_both_stay_open()
    {
        var helpers = new HeldHelper();
        await using var run = await LiveSession.StartAsync(
            Grants.WithTools(Tools.Exec("build", "true")), helpers, effects: [Waiting((WaitsFor.Human, null))]);
        await run.Guest.StartAsync(Hello);
        await run.Guest.PerformAsync(Open(1));
        await run.Guest.PerformAsync(Step("main/1.branch", 1));
        Task<PerformResponse> asked = run.Guest.PerformAsync(TestBroker.Request(2, "host.call", "build", Value.EmptyMap));
        await helpers.Running;
        run.Session.Cancel();
        (await asked).ShouldBeError("TAC3003", "cancelled");

        (await run.Session.Completion).End.ShouldBe(SessionEnd.Cancelled);
        (await run.Broker.EntriesAsync()).Count(entry => entry.Status == EntryStatus.Intent).ShouldBe(2);
    }

    private static StepHandler Waiting(params (string WaitsFor, DateTimeOffset? DueAt)[] waits)
    {
        StepHandler handler = StepHandler.Idempotent();
        handler.OnPerform = (_, _) =>
        {
            (string waitsFor, DateTimeOffset? dueAt) = waits[handler.Performed.Count - 1];
            throw new EffectSuspendedException(waitsFor, dueAt);
        };
        return handler;
    }

    private static async Task<int> ReadAsync(LiveSession run)
    {
        int count = 0;
        await foreach (ReplayEntry _ in run.Guest.ReplayAsync(new ReplayRequest()))
        {
            count++;
        }

        return count;
    }

    private static PerformRequest Open(long position) =>
        TestBroker.Request(position, "branch.open", "b", Value.MapOf(("label", Value.Of("branch"))));

    private static PerformRequest Step(string branch, long position) => TestBroker.Request(position, "step.idempotent", "", Value.EmptyMap, branch);

    private static PerformRequest Ping(string branch, long position) => TestBroker.Request(position, "host.call", "host.ping", Value.EmptyMap, branch);

    private static async Task ShouldFailAsync(Task call) =>
        (await Should.ThrowAsync<GrpcException>(() => call)).Status.ShouldBe(GrpcStatusCode.FailedPrecondition);
}
