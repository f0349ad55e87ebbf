using Tactus.Protocol;

namespace Tactus.Journal.Tests;

// Ends and epochs: of two executions of one run, the later one alone writes.
public abstract partial class RunStoreContract
{
    [Fact]
    public async Task A_completed_run_comes_back_with_how_it_ended()
    {
        await _store.CreateAsync(Sample.Run("ok"), None);
        await _store.CreateAsync(Sample.Run("bad"), None);
        await _store.CompleteAsync("ok", 1, Sample.Completion(), None);
        await _store.CompleteAsync("bad", 1, Sample.Completion(RunStatus.OutOfBudget), None);

        var succeeded = (await _store.FindAsync("ok", None))!;
        succeeded.Completion.ShouldBeEquivalentTo(Sample.Completion());
        (succeeded.Status, succeeded.EndedAt).ShouldBe((RunStatus.Succeeded, Sample.Completion().At));
        (await _store.FindAsync("bad", None))!.Completion.ShouldBeEquivalentTo(Sample.Completion(RunStatus.OutOfBudget));
    }

    [Fact]
    public async Task The_first_end_of_an_execution_stays()
    {
        await _store.CreateAsync(Sample.Run("r1"), None);
        await _store.CompleteAsync("r1", 1, Sample.Completion(RunStatus.Cancelled), None);

        (await Refusal(() => _store.CompleteAsync("r1", 1, Sample.Completion(), None))).ShouldBe("TAC6105");
        (await _store.FindAsync("r1", None))!.Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public async Task A_suspended_run_has_not_ended_and_is_running_again_once_it_is_taken_over()
    {
        await _store.CreateAsync(Sample.Run("r1"), None);
        await _store.CompleteAsync("r1", 1, Sample.Completion(RunStatus.Suspended), None);
        var suspended = (await _store.FindAsync("r1", None))!;
        (suspended.Status, suspended.EndedAt).ShouldBe((RunStatus.Suspended, null));
        Time.Advance(TimeSpan.FromHours(1));

        (await _store.TakeOverAsync("r1", 1, "me", None)).ShouldBe(2);

        var record = (await _store.FindAsync("r1", None))!;
        (record.Status, record.Epoch, record.Executor, record.HeartbeatAt).ShouldBe((RunStatus.Running, 2, "me", Time.GetUtcNow()));
        record.Completion.ShouldBeNull();
    }

    [Fact]
    public async Task A_superseded_executor_writes_nothing_at_all()
    {
        await _store.CreateAsync(Sample.Run("r1"), None);
        await _store.AppendAsync("r1", 1, Sample.New(Sample.Entry(1, status: EntryStatus.Intent)), Durability.Flushed, None);
        await _store.TakeOverAsync("r1", 1, "other", None);
        var before = await _store.FindAsync("r1", None);

        (await Refusal(() => _store.AppendAsync("r1", 1, Sample.New(Sample.Entry(2)), Durability.Flushed, None))).ShouldBe("TAC6103");
        (await Refusal(() => _store.AppendAsync("r1", 1, Sample.End(Sample.Entry(1)), Durability.Flushed, None))).ShouldBe("TAC6103");
        (await Refusal(() => _store.HeartbeatAsync("r1", 1, None))).ShouldBe("TAC6103");
        (await Refusal(() => _store.CompleteAsync("r1", 1, Sample.Completion(), None))).ShouldBe("TAC6103");
        (await Refusal(async () =>
        {
            await _store.AppendEventsAsync("r1", 1, [Sample.Event(1, 1)], None);
            await _store.HeartbeatAsync("r1", 1, None);
        })).ShouldBe("TAC6103");

        (await Entries("r1")).ShouldHaveSingleItem().Status.ShouldBe(EntryStatus.Intent);
        (await Events("r1")).ShouldBeEmpty();
        (await _store.FindAsync("r1", None)).ShouldBeEquivalentTo(before);
    }

    [Fact]
    public async Task The_new_executor_writes_where_the_old_one_may_not()
    {
        await _store.CreateAsync(Sample.Run("r1"), None);
        await _store.AppendAsync("r1", 1, Sample.New(Sample.Entry(1, status: EntryStatus.Intent)), Durability.Flushed, None);
        var epoch = await _store.TakeOverAsync("r1", 1, "other", None);

        await _store.AppendAsync("r1", epoch, Sample.End(Sample.Entry(1)), Durability.Flushed, None);
        await _store.CompleteAsync("r1", epoch, Sample.Completion(), None);

        (await Entries("r1")).ShouldHaveSingleItem().Status.ShouldBe(EntryStatus.Succeeded);
    }

    [Fact]
    public async Task An_epoch_of_the_future_is_no_better_than_one_of_the_past()
    {
        await _store.CreateAsync(Sample.Run("r1"), None);

        (await Refusal(() => _store.AppendAsync("r1", 2, Sample.New(Sample.Entry(1)), Durability.Flushed, None))).ShouldBe("TAC6103");
    }

    [Fact]
    public async Task Two_executors_that_take_one_run_over_at_once_have_one_winner()
    {
        await _store.CreateAsync(Sample.Run("r1"), None);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            try
            {
                return (await _store.TakeOverAsync("r1", 1, $"executor{i}", None)) == 2 ? $"executor{i}" : "wrong epoch";
            }
            catch (TactusException refusal)
            {
                return refusal.Code;
            }
        })));

        var winner = outcomes.Where(outcome => outcome != "TAC6108").ShouldHaveSingleItem();
        var record = (await _store.FindAsync("r1", None))!;
        (record.Executor, record.Epoch).ShouldBe((winner, 2));
    }

    [Fact]
    public async Task Whoever_takes_over_last_owns_the_run()
    {
        await _store.CreateAsync(Sample.Run("r1"), None);
        (await _store.TakeOverAsync("r1", 1, "second", None)).ShouldBe(2);
        (await Refusal(async () => _ = await _store.TakeOverAsync("r1", 1, "late", None))).ShouldBe("TAC6108");
        (await _store.TakeOverAsync("r1", 2, "third", None)).ShouldBe(3);

        await _store.HeartbeatAsync("r1", 3, None);
        (await Refusal(() => _store.HeartbeatAsync("r1", 2, None))).ShouldBe("TAC6103");
    }

    [Fact]
    public async Task Writes_to_a_run_that_is_not_there_are_refused()
    {
        (await Refusal(() => _store.AppendAsync("x", 1, Sample.New(Sample.Entry(1)), Durability.Flushed, None))).ShouldBe("TAC6101");
        (await Refusal(() => _store.AppendAsync("x", 1, Sample.End(Sample.Entry(1)), Durability.Flushed, None))).ShouldBe("TAC6101");
        (await Refusal(() => _store.HeartbeatAsync("x", 1, None))).ShouldBe("TAC6101");
        (await Refusal(() => _store.CompleteAsync("x", 1, Sample.Completion(), None))).ShouldBe("TAC6101");
        (await Refusal(async () => _ = await _store.TakeOverAsync("x", 1, "me", None))).ShouldBe("TAC6101");
    }
}
