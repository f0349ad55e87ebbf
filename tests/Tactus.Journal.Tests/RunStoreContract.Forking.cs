namespace Tactus.Journal.Tests;

// A fork begins with exactly what its origin had been told up to one delivery, and goes its own way behind it.
public abstract partial class RunStoreContract
{
    [Fact]
    public async Task A_fork_shares_the_answers_up_to_a_delivery_and_nothing_open()
    {
        var large = new byte[100_000];
        JournalEntry[] shared =
        [
            Sample.Entry(1, sequence: 1) with { Delivery = 2 },
            Sample.Entry(1, "main/1.branch", sequence: 3, result: large) with { Delivery = 1, Arguments = large },
            Sample.Entry(2, sequence: 5, status: EntryStatus.Denied) with { Delivery = 4, Error = new EntryError("TAC3101", "no", "denied", false, null) },
        ];
        await Create(
            "r1", [.. shared, Sample.Entry(3, sequence: 6) with { Delivery = 5 }, Sample.Entry(2, "main/1.branch", sequence: 7, status: EntryStatus.Intent)]);
        var record = Fork("r2", "r1", 4) with { Files = new List<RunFile> { new("procedure", "", "new.tac", "/new.tac", await Put("new")) } };

        await _store.ForkAsync("r1", 4, record, None);

        (await _store.FindAsync("r2", None)).ShouldBeEquivalentTo(record);
        (await Entries("r2")).ShouldBeEquivalentTo(shared.ToList());
        (await History("r2")).Select(entry => entry.Delivery).ShouldBe([1, 2, 4]);
        (await Entries("r1")).Count.ShouldBe(5);
        var counts = await _store.ReadCountsAsync("r2", None);
        (counts.Entries, counts.LastSequence, counts.LastDelivery).ShouldBe((3, 5, 4));
    }

    [Fact]
    public async Task A_fork_goes_its_own_way()
    {
        await Create("r1", Sample.Entry(1), Sample.Entry(2));
        await _store.ForkAsync("r1", 1, Fork("r2", "r1", 1), None);

        await _store.AppendAsync("r2", 1, Sample.New(Sample.Entry(2, result: [9])), Durability.Flushed, None);
        await _store.AppendAsync("r1", 1, Sample.New(Sample.Entry(3)), Durability.Flushed, None);

        (await Entries("r2")).Select(entry => entry.Result![0]).ShouldBe([0xf5, 9]);
        (await Entries("r1")).Select(entry => entry.Result![0]).ShouldBe([0xf5, 0xf5, 0xf5]);
    }

    [Fact]
    public async Task A_fork_may_share_nothing()
    {
        await Create("r1", Sample.Entry(1));
        await _store.AppendEventsAsync("r1", 1, [Sample.Event(0, 1)], None);

        await _store.ForkAsync("r1", 0, Fork("r2", "r1", 0), None);

        (await Entries("r2")).ShouldBeEmpty();
        (await Events("r2")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_shared_checkpoint_brings_its_inside_along()
    {
        await Create(
            "r1",
            Sample.Entry(1, "main/1.checkpoint", sequence: 1),
            Sample.Entry(2, "main/1.checkpoint", sequence: 2) with { Delivery = 0 },
            Sample.Entry(1, "main/1.checkpoint/3.checkpoint", sequence: 3) with { Delivery = 0 },
            Sample.Entry(3, "main/1.checkpoint", sequence: 4) with { Kind = "checkpoint" },
            Sample.Entry(1, sequence: 5) with { Kind = "checkpoint" },
            Sample.Entry(1, "main/2.checkpoint", sequence: 6) with { Delivery = 0 },
            Sample.Entry(1, "main/11.checkpoint", sequence: 7) with { Delivery = 0 },
            Sample.Entry(2, sequence: 8) with { Kind = "checkpoint" });
        RunEvent[] events =
        [
            Sample.Event(1, 1) with { Key = new EntryKey("main/1.checkpoint/3.checkpoint", 0) },
            Sample.Event(1, 1) with { Key = new EntryKey("main/1.checkpoint", 3) },
            Sample.Event(1, 1) with { Key = new EntryKey("main/2.checkpoint", 0) },
        ];
        await _store.AppendEventsAsync("r1", 1, events, None);

        await _store.ForkAsync("r1", 5, Fork("r2", "r1", 5), None);

        (await Entries("r2")).Select(entry => entry.Sequence).ShouldBe([1, 2, 3, 4, 5]);
        (await Events("r2")).ShouldBeEquivalentTo(events[..2].ToList());
        (await History("r2")).Select(entry => entry.Sequence).ShouldBe([5]);
    }

    [Fact]
    public async Task A_fork_shares_events_up_to_the_last_shared_answer_of_their_branch()
    {
        await Create(
            "r1", Sample.Entry(1, sequence: 1), Sample.Entry(1, "main/1.branch", sequence: 2), Sample.Entry(2, sequence: 3), Sample.Entry(3, sequence: 4));
        RunEvent[] events =
        [
            Sample.Event(0, 2),
            Sample.Event(0, 1),
            Sample.Event(0, 1) with { Key = new EntryKey("main/1.branch", 0) },
            Sample.Event(1, 1),
            Sample.Event(2, 1, "behind the last shared answer"),
            Sample.Event(1, 1, "behind the last of its branch") with { Key = new EntryKey("main/1.branch", 1) },
        ];
        await _store.AppendEventsAsync("r1", 1, events, None);

        await _store.ForkAsync("r1", 3, Fork("r2", "r1", 3), None);

        (await Events("r2")).ShouldBeEquivalentTo(events[..4].ToList());
        (await Events("r1")).Count.ShouldBe(6);
    }

    [Fact]
    public async Task Who_answered_what_is_shared_is_known_in_the_fork_too()
    {
        await Create("r1", Sample.Entry(1), Sample.Entry(2, status: EntryStatus.Intent));
        await _store.AnswerAsync(Answer("r1", 1, [1], "ann"), None);
        await _store.AnswerAsync(Answer("r1", 2, [2], "bob"), None);

        await _store.ForkAsync("r1", 1, Fork("r2", "r1", 1), None);

        (await _store.FindAnswerAsync("r2", new EntryKey("main", 1), None)).ShouldBeEquivalentTo(Answer("r2", 1, [1], "ann"));
        (await _store.FindAnswerAsync("r2", new EntryKey("main", 2), None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_fork_that_cannot_be_made_leaves_no_trace()
    {
        await Create("r1", Sample.Entry(1), Sample.Entry(2, status: EntryStatus.Intent));
        await Create("taken");

        (await Refusal(() => _store.ForkAsync("nothing", 0, Fork("r2", "nothing", 0), None))).ShouldBe("TAC6101");
        (await Refusal(() => _store.ForkAsync("r1", 2, Fork("r2", "r1", 2), None))).ShouldBe("TAC6110");
        (await Refusal(() => _store.ForkAsync("r1", -1, Fork("r2", "r1", -1), None))).ShouldBe("TAC6110");
        (await Refusal(() => _store.ForkAsync("r1", 1, Fork("taken", "r1", 1), None))).ShouldBe("TAC6106");
        await Should.ThrowAsync<ArgumentException>(async () => await _store.ForkAsync("r1", 1, Fork("r2", "r1", 0), None));
        await Should.ThrowAsync<ArgumentException>(async () => await _store.ForkAsync("r1", 1, Sample.Run("r2"), None));

        (await _store.FindAsync("r2", None)).ShouldBeNull();
        (await Entries("r2")).ShouldBeEmpty();
        (await Entries("taken")).ShouldBeEmpty();
    }

    private static RunRecord Fork(string id, string from, long at) => Sample.Run(id) with { ForkedFrom = from, ForkedAt = at };
}
