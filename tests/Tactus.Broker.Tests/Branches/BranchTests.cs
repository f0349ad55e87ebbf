// Proves that branches are opened, followed and ended as the contract says, that their effects overlap for real, and that a hostile guest gets no
// further position, branch or byte of memory out of them.
using Tactus.Broker.Gate;
using Tactus.Broker.Tests.Support;
using Tactus.Journal;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.Branches;

public sealed class BranchTests
{
    [Fact]
    public async Task A_branch_counts_on_its_own_while_its_parent_goes_on()
    {
        using var run = new DurableRun();
        (await run.OpenAsync("main", 1)).Value().ShouldBe(Value.Null);
        (await run.PingAsync("main/1.branch", 1)).Value();
        (await run.PingAsync("main", 2)).Value();
        (await run.PingAsync("main/1.branch", 2)).Value();
        (await run.OpenAsync("main/1.branch", 3, "procedure")).Value();
        (await run.PingAsync("main/1.branch/3.procedure", 1)).Value();

        (await run.EntryAsync("main", 1)).Class.ShouldBe("read");
        run.Store.Appends.ShouldAllBe(append => append.Durability == Durability.Lazy);
    }

    [Fact]
    public async Task How_a_branch_ended_is_on_record_and_the_answer_is_null()
    {
        using var run = new DurableRun();
        await run.OpenAsync("main", 1);
        (await run.EndAsync("main/1.branch", 1)).Value().ShouldBe(Value.Null);

        JournalEntry end = await run.EntryAsync("main/1.branch", 1);
        Value.Decode(end.Arguments).ShouldBe(Value.MapOf(("value", Value.Of(1))));
        Value.Decode(end.Result).ShouldBe(Value.Null);
    }

    [Theory]
    [InlineData("main/1.branch", 1)] // opened by nothing
    [InlineData("main/2.branch", 1)] // opened by an entry that opens nothing
    [InlineData("main/3.procedure", 1)] // a second branch under one entry
    [InlineData("main/3.checkpoint", 1)] // the same, as the inside of a checkpoint
    [InlineData("main/3.branch", 2)] // a skipped position
    [InlineData("main/4.branch", 1)] // opened by an entry that is not there yet
    [InlineData("main/3.branch/1.branch", 1)] // opened at a position that its parent has not reached
    public async Task A_branch_that_no_entry_opened_is_refused(string branch, long position)
    {
        using var run = new DurableRun();
        await run.PingAsync("main", 1);
        await run.PingAsync("main", 2);
        await run.OpenAsync("main", 3);
        await run.ShouldRefuseAsync(run.PingAsync(branch, position));

        (await run.PingAsync("main/3.branch", 1)).Value();
    }

    [Fact]
    public async Task A_checkpoint_that_begins_with_a_checkpoint_is_heard_of_through_the_innermost()
    {
        using var run = new DurableRun();
        await run.PingAsync("main", 1);
        (await run.PingAsync("main/2.checkpoint/1.checkpoint/1.checkpoint", 1)).Value();
        await run.CheckpointAsync("main/2.checkpoint/1.checkpoint", 1);
        await run.CheckpointAsync("main/2.checkpoint", 1);
        await run.ShouldRefuseAsync(run.PingAsync("main/2.checkpoint/3.checkpoint/1.checkpoint", 1));
        await run.ShouldRefuseAsync(run.PingAsync("main/3.checkpoint/1.checkpoint", 1));
        await run.CheckpointAsync("main", 2);
        (await run.PingAsync("main", 3)).Value();
    }

    [Fact]
    public async Task A_repeated_position_in_a_branch_is_refused()
    {
        using var run = new DurableRun();
        await run.OpenAsync("main", 1);
        await run.PingAsync("main/1.branch", 1);
        await run.ShouldRefuseAsync(run.PingAsync("main/1.branch", 1));
        await run.ShouldRefuseAsync(run.OpenAsync("main", 1));
        (await run.PingAsync("main/1.branch", 2)).Value();
    }

    [Fact]
    public async Task Nothing_comes_after_the_end_of_a_branch()
    {
        using var run = new DurableRun();
        await run.OpenAsync("main", 1);
        await run.OpenAsync("main", 2);
        await run.EndAsync("main/1.branch", 1);
        await run.ShouldRefuseAsync(run.PingAsync("main/1.branch", 2));
        await run.ShouldRefuseAsync(run.PingAsync("main/1.branch", 1));
        await run.ShouldRefuseAsync(run.EndAsync("main/1.branch", 2));

        (await run.PingAsync("main/2.branch", 1)).Value();
    }

    [Fact]
    public async Task Only_a_branch_that_an_entry_opened_has_an_end_of_its_own()
    {
        using var run = new DurableRun();
        (await run.EndAsync("main", 1)).ShouldBeError("TAC3613", "invalid");
        (await run.EndAsync("main/2.checkpoint", 1)).ShouldBeError("TAC3613", "invalid");
        (await run.PingAsync("main/2.checkpoint", 2)).Value();
        (await run.PingAsync("main", 2)).Value();
    }

    [Theory]
    [InlineData("checkpoint")]
    [InlineData("anything")]
    [InlineData("")]
    public async Task A_branch_of_another_label_is_not_opened(string label)
    {
        using var run = new DurableRun();
        (await run.OpenAsync("main", 1, label)).ShouldBeError("TAC3613", "invalid");
        await run.ShouldRefuseAsync(run.PingAsync("main/1.branch", 1));
        (await run.OpenAsync("main", 2)).Value();
    }

    [Fact]
    public async Task At_most_1024_branches_are_open_at_once()
    {
        using var run = new DurableRun();
        for (int position = 1; position <= 1024; position++)
        {
            (await run.OpenAsync("main", position)).Value();
        }

        (await run.OpenAsync("main", 1025)).ShouldBeError("TAC3612", "invalid").Fatal.ShouldBeFalse();
        await run.ShouldRefuseAsync(run.PingAsync("main/1025.branch", 1));
        await run.EndAsync("main/7.branch", 1);
        (await run.OpenAsync("main", 1026)).Value();
    }

    [Fact]
    public async Task Closed_branches_are_forgotten()
    {
        using var run = new DurableRun();
        for (int position = 1; position <= 2000; position++)
        {
            await run.OpenAsync("main", position);
            await run.CheckpointAsync($"main/{position}.branch", 1);
            await run.PingAsync($"main/{position}.branch/2.checkpoint", 1);
            await run.EndAsync($"main/{position}.branch", 2);
        }

        run.Broker.Host.Book.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Branches_nested_too_deep_are_answered_with_an_error()
    {
        using var run = new DurableRun();
        string branch = "main";
        PerformResponse response = await run.OpenAsync(branch, 1);
        while (response.OutcomeCase == PerformResponse.OutcomeOneofCase.Result)
        {
            branch += "/1.branch";
            response = await run.OpenAsync(branch, 1);
        }

        response.ShouldBeError("TAC3612", "invalid");
        branch.Length.ShouldBeGreaterThan(490);
    }

    [Fact]
    public async Task Whatever_a_checkpoint_holds_is_closed_with_it()
    {
        using var run = new DurableRun();
        await run.OpenAsync("main/1.checkpoint", 1);
        await run.PingAsync("main/1.checkpoint/1.branch", 1);
        await run.PingAsync("main/1.checkpoint/1.branch/2.checkpoint", 1);
        await run.CheckpointAsync("main", 1);

        await run.ShouldRefuseAsync(run.PingAsync("main/1.checkpoint/1.branch", 2));
        await run.ShouldRefuseAsync(run.PingAsync("main/1.checkpoint", 2));
        run.Broker.Host.Book.Count.ShouldBe(1);
        (await run.PingAsync("main", 2)).Value();
    }

    [Fact]
    public async Task A_checkpoint_does_not_end_while_an_effect_inside_is_under_way()
    {
        using var run = new DurableRun();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        run.Once.OnPerform = async (_, _) =>
        {
            await release.Task;
            return Value.Null;
        };
        await run.OpenAsync("main/1.checkpoint", 1);
        Task<PerformResponse> slow = run.AskAsync("main/1.checkpoint/1.branch", 1, "step.once");
        await run.ShouldRefuseAsync(run.CheckpointAsync("main", 1));
        release.SetResult();
        (await slow).Value();
        (await run.CheckpointAsync("main", 1)).Value();
    }

    [Fact]
    public async Task Effects_of_two_branches_overlap_and_one_branch_does_one_thing_at_a_time()
    {
        using var run = new DurableRun();
        await run.OpenAsync("main", 1);
        await run.OpenAsync("main", 2);
        var seconds = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        run.Once.OnPerform = async (call, ending) =>
        {
            if (call.Key.Branch == "main/1.branch")
            {
                await seconds.Task.WaitAsync(TimeSpan.FromSeconds(30), ending);
                return Value.Of("first");
            }

            seconds.SetResult();
            return Value.Of("second");
        };

        Task<PerformResponse> first = run.AskAsync("main/1.branch", 1, "step.once");
        await run.ShouldRefuseAsync(run.PingAsync("main/1.branch", 2));
        (await run.AskAsync("main/2.branch", 1, "step.once")).Delivery.ShouldBe(3UL);
        (await first).Delivery.ShouldBe(4UL);
    }

    [Fact]
    public async Task A_branch_is_open_only_when_its_entry_is_on_record()
    {
        using var run = new DurableRun();
        Task<PerformResponse>? early = null;
        run.Store.OnAppend = write => early ??= write.Entry.Kind == "branch.open" ? run.PingAsync("main/1.branch", 1) : null;
        await run.OpenAsync("main", 1);
        await run.ShouldRefuseAsync(early.ShouldNotBeNull());

        (await run.PingAsync("main/1.branch", 1)).Value();
    }

    [Fact]
    public async Task A_dry_run_opens_branches_too_and_waits_for_nothing()
    {
        StepHandler waiting = StepHandler.Idempotent();
        waiting.OnPerform = (_, _) => throw new EffectSuspendedException(WaitsFor.Human);
        using var broker = new TestBroker(dryRun: true, effects: [waiting]);
        (await broker.AskAtAsync("main", 1, "branch.open", "b", Value.MapOf(("label", Value.Of("branch"))))).Value();
        (await broker.AskAtAsync("main/1.branch", 1, "step.idempotent")).Value().ShouldBe(Value.Of("dry"));
        (await broker.AskAtAsync("main/1.branch", 2, "branch.end")).Value();

        waiting.Performed.ShouldBeEmpty();
        broker.Host.Book.Count.ShouldBe(1);
    }
}
