// Proves that a resumed run goes on exactly where its journal ends: in every branch, with its numbers and its budgets, and nowhere else.
using Tactus.Broker.Tests.Support;
using Tactus.Journal;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.Branches;

public sealed class ResumedBranchesTests
{
    [Fact]
    public async Task Each_branch_goes_on_where_it_stood()
    {
        using var run = new DurableRun();
        await run.OpenAsync("main", 1);
        await run.PingAsync("main/1.branch", 1);
        await run.PingAsync("main/1.branch", 2);
        await run.OpenAsync("main/1.branch", 3, "procedure");
        await run.PingAsync("main/1.branch/3.procedure", 1);
        await run.PingAsync("main", 2);
        run.Resume();

        (await run.PingAsync("main/1.branch/3.procedure", 2)).Delivery.ShouldBe(7UL);
        await run.ShouldRefuseAsync(run.PingAsync("main/1.branch", 3));
        (await run.PingAsync("main/1.branch", 4)).Value();
        await run.ShouldRefuseAsync(run.PingAsync("main", 4));
        (await run.PingAsync("main", 3)).Value();
        JournalEntry entry = await run.EntryAsync("main", 3);
        entry.Sequence.ShouldBe(9);
        entry.Delivery.ShouldBe(9);
    }

    [Theory]
    [InlineData("main/1.branch", 3)] // it has ended
    [InlineData("main/1.branch", 2)] // its end
    [InlineData("main/2.procedure", 1)] // another label than its entry's
    [InlineData("main/3.branch", 1)] // an entry that opens nothing
    [InlineData("main/9.branch", 1)] // no entry
    [InlineData("main/3.checkpoint", 1)] // the position is taken
    [InlineData("main/9.checkpoint", 1)] // not reached
    public async Task A_branch_that_is_not_open_in_the_journal_is_refused(string branch, long position)
    {
        using var run = new DurableRun();
        await run.OpenAsync("main", 1);
        await run.OpenAsync("main", 2);
        await run.PingAsync("main", 3);
        await run.PingAsync("main/1.branch", 1);
        await run.EndAsync("main/1.branch", 2);
        run.Resume();
        await run.ShouldRefuseAsync(run.PingAsync(branch, position));

        (await run.PingAsync("main/2.branch", 1)).Value();
        (await run.PingAsync("main/4.checkpoint", 1)).Value();
    }

    [Fact]
    public async Task A_checkpoint_that_was_left_in_the_middle_goes_on_there()
    {
        using var run = new DurableRun();
        await run.PingAsync("main", 1);
        await run.PingAsync("main/2.checkpoint", 1);
        await run.PingAsync("main/2.checkpoint/2.checkpoint", 1);
        await run.OpenAsync("main/2.checkpoint/2.checkpoint", 2);
        await run.PingAsync("main/2.checkpoint/2.checkpoint/2.branch", 1);
        run.Resume();

        (await run.PingAsync("main/2.checkpoint/2.checkpoint/2.branch", 2)).Value();
        await run.ShouldRefuseAsync(run.PingAsync("main/2.checkpoint/2.checkpoint", 1));
        (await run.EndAsync("main/2.checkpoint/2.checkpoint/2.branch", 3)).Value();
        (await run.CheckpointAsync("main/2.checkpoint", 2)).Value();
        (await run.CheckpointAsync("main", 2)).Value();
        (await run.PingAsync("main/3.checkpoint", 1)).Value();
    }

    [Fact]
    public async Task The_inside_of_a_checkpoint_that_has_ended_is_closed_for_ever()
    {
        using var run = new DurableRun();
        await run.OpenAsync("main/1.checkpoint", 1);
        await run.PingAsync("main/1.checkpoint/1.branch", 1);
        await run.OpenAsync("main/1.checkpoint", 2);
        run.Resume();
        (await run.PingAsync("main/1.checkpoint/2.branch", 1)).Value();
        await run.CheckpointAsync("main", 1);
        await run.ShouldRefuseAsync(run.PingAsync("main/1.checkpoint/1.branch", 2));
        run.Resume();
        await run.ShouldRefuseAsync(run.PingAsync("main/1.checkpoint/1.branch", 2));
        await run.ShouldRefuseAsync(run.PingAsync("main/1.checkpoint", 3));

        (await run.PingAsync("main", 2)).Value();
    }

    [Fact]
    public async Task A_branch_that_ended_in_this_execution_stays_ended()
    {
        using var run = new DurableRun();
        await run.OpenAsync("main", 1);
        run.Resume();
        await run.PingAsync("main/1.branch", 1);
        await run.EndAsync("main/1.branch", 2);
        await run.OpenAsync("main", 2);
        await run.EndAsync("main/2.branch", 1);
        await run.ShouldRefuseAsync(run.PingAsync("main/1.branch", 3));
        await run.ShouldRefuseAsync(run.PingAsync("main/2.branch", 2));
        run.Broker.Host.Book.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_branch_may_outlive_the_branch_that_opened_it()
    {
        using var run = new DurableRun();
        await run.OpenAsync("main", 1);
        await run.OpenAsync("main/1.branch", 1);
        await run.EndAsync("main/1.branch", 2);
        run.Resume();
        (await run.PingAsync("main/1.branch/1.branch", 1)).Value();
        await run.ShouldRefuseAsync(run.PingAsync("main/1.branch", 3));
    }

    [Fact]
    public async Task Doubt_is_found_in_any_branch()
    {
        using var run = new DurableRun();
        await run.OpenAsync("main", 1);
        await run.PingAsync("main/1.branch", 1);
        await run.DieInAsync("main/1.branch/2.checkpoint", 1, "step.once", "pay");
        run.Resume();
        await run.PingAsync("main", 2);
        (await run.AskAsync("main/1.branch/2.checkpoint", 1, "step.once", "pay")).ShouldBeError("TAC3611", "in_doubt")
            .Message.ShouldContain("main/1.branch/2.checkpoint:1 step.once pay");
    }

    [Fact]
    public async Task An_abandoned_wait_is_no_doubt()
    {
        using var run = new DurableRun();
        run.Idempotent.OnPerform = (_, _) => throw new Broker.Gate.EffectSuspendedException("human");
        await run.OpenAsync("main", 1);
        (await run.AskAsync("main/1.branch", 1, "step.idempotent")).Suspended.ShouldNotBeNull();
        (await run.EndAsync("main/1.branch", 2)).Value();
        run.Resume();
        await run.ShouldRefuseAsync(run.AskAsync("main/1.branch", 1, "step.idempotent"));
        await run.ShouldRefuseAsync(run.PingAsync("main/1.branch", 3));
        (await run.PingAsync("main", 2)).Value();
    }

    [Fact]
    public async Task The_calls_of_a_tool_are_counted_over_all_executions()
    {
        using var run = new DurableRun(Grants.WithTools(Tools.Exec("build", "true") with { Limits = new(2, TimeSpan.FromSeconds(30), 1 << 20) }));
        await run.DieInAsync("main", 1, "host.call", "build");
        await run.SayAsync("main", 1, ("happened", Value.Null));
        run.Resume();
        (await run.AskAsync("main", 1, "host.call", "build")).Value();
        (await run.AskAsync("main", 2, "host.call", "build")).OutcomeCase.ShouldNotBe(PerformResponse.OutcomeOneofCase.None);
        (await run.AskAsync("main", 3, "host.call", "build")).ShouldBeError("TAC3602", "budget");
    }

    [Fact]
    public async Task Effects_are_counted_over_all_executions_and_a_raised_limit_lets_the_run_go_on()
    {
        using var run = new DurableRun(Grants.WithLimits(limits => limits with { Effects = 2 }));
        await run.PingAsync("main", 1);
        await run.PingAsync("main", 2);
        (await run.PingAsync("main", 3)).ShouldBeError("TAC3601", "budget");
        run.Resume();
        (await run.PingAsync("main", 3)).ShouldBeError("TAC3601", "budget");
        run.Resume(Grants.WithLimits(limits => limits with { Effects = 3 }));
        (await run.PingAsync("main", 3)).Value();
        (await run.PingAsync("main", 4)).ShouldBeError("TAC3601", "budget");
    }

    [Fact]
    public async Task A_new_checkpoint_of_a_resumed_run_asks_the_store_for_nothing()
    {
        using var run = new DurableRun();
        await run.PingAsync("main", 1);
        run.Resume();
        await run.PingAsync("main", 2);
        int before = run.Store.Lookups;
        await run.PingAsync("main/3.checkpoint", 1);
        await run.CheckpointAsync("main", 3);
        await run.OpenAsync("main", 4);
        await run.PingAsync("main/4.branch", 1);
        run.Store.Lookups.ShouldBe(before);
    }
}
