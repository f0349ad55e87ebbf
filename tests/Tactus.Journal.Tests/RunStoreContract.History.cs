namespace Tactus.Journal.Tests;

// Reading back what a resumed run needs: its history in the order of delivery, what is open, how far each branch came, what was used up.
public abstract partial class RunStoreContract
{
    [Fact]
    public async Task History_comes_in_the_order_of_delivery_and_whole()
    {
        var first = Sample.Entry(2, sequence: 2) with { Delivery = 1 };
        var second = Sample.Entry(1, sequence: 1, status: EntryStatus.Failed) with
        {
            Delivery = 5, Error = new EntryError("TAC3301", "503", "http", true, null), Attempt = 2,
        };
        var third = Sample.Entry(3, sequence: 3, status: EntryStatus.Denied) with
        {
            Delivery = 7, Error = new EntryError("TAC3101", "no", "denied", false, "grant it"),
        };
        await Create("r1", second, first, third);
        await Create("r2", Sample.Entry(1));

        (await History("r1")).ShouldBeEquivalentTo(new List<JournalEntry> { first, second, third });
        (await History("r1", fromDelivery: 5)).Select(entry => entry.Delivery).ShouldBe([5, 7]);
        (await History("r1", fromDelivery: 6)).Select(entry => entry.Delivery).ShouldBe([7]);
        (await History("r1", fromDelivery: 8)).ShouldBeEmpty();
        (await History("r1", fromDelivery: -1)).Count.ShouldBe(3);
        (await History("nothing")).ShouldBeEmpty();
    }

    [Fact]
    public async Task History_leaves_out_what_is_open_and_what_was_never_handed_over()
    {
        await Create("r1", Sample.Entry(1), Sample.Entry(2, status: EntryStatus.Intent), Sample.Entry(3) with { Delivery = 0 });

        (await History("r1")).ShouldHaveSingleItem().Key.Position.ShouldBe(1);
    }

    [Fact]
    public async Task History_leaves_out_the_inside_of_a_checkpoint_that_has_ended_at_any_depth()
    {
        await Create(
            "r1",
            Sample.Entry(1),
            Sample.Entry(1, "main/2.checkpoint", sequence: 2),
            Sample.Entry(1, "main/2.checkpoint/2.checkpoint", sequence: 3),
            Sample.Entry(1, "main/2.checkpoint/3.procedure/1.branch", sequence: 4),
            Sample.Entry(2, sequence: 5) with { Kind = "checkpoint" });

        (await History("r1")).Select(entry => entry.Sequence).ShouldBe([1, 5]);
        (await Entries("r1")).Count.ShouldBe(5);
    }

    [Fact]
    public async Task History_holds_the_inside_of_a_checkpoint_that_has_not_ended_without_the_insides_of_those_in_it_that_have()
    {
        await Create(
            "r1",
            Sample.Entry(1, "main/1.checkpoint", sequence: 1),
            Sample.Entry(1, "main/1.checkpoint/2.checkpoint", sequence: 2),
            Sample.Entry(2, "main/1.checkpoint", sequence: 3) with { Kind = "checkpoint" },
            Sample.Entry(1, "main/1.checkpoint/3.checkpoint", sequence: 4),
            Sample.Entry(3, "main/1.checkpoint", sequence: 5, status: EntryStatus.Intent) with { Kind = "checkpoint" });

        (await History("r1")).Select(entry => entry.Sequence).ShouldBe([1, 3, 4]);
    }

    [Fact]
    public async Task History_holds_branches_that_are_no_checkpoints_and_positions_that_only_look_alike()
    {
        await Create(
            "r1",
            Sample.Entry(1) with { Kind = "checkpoint" },
            Sample.Entry(1, "main/1.procedure", sequence: 2),
            Sample.Entry(1, "main/1.branch/1.procedure", sequence: 3),
            Sample.Entry(1, "main/11.checkpoint", sequence: 4),
            Sample.Entry(1, "main/1.branch/2.checkpoint", sequence: 5));

        (await History("r1")).Select(entry => entry.Sequence).ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task More_history_than_a_page_comes_without_a_gap_though_most_of_it_is_left_out()
    {
        await _store.CreateAsync(Sample.Run("r1"), None);
        for (var i = 1; i <= 2_000; i++)
        {
            var entry = i % 10 == 0 ? Sample.Entry(i) : Sample.Entry(i, "main/2000.checkpoint");
            await _store.AppendAsync("r1", 1, Sample.New(entry), Durability.Lazy, None);
        }

        (await History("r1")).Select(entry => entry.Delivery).ShouldBe(Enumerable.Range(1, 200).Select(i => i * 10L));
    }

    [Fact]
    public async Task Large_answers_come_back_whole_and_without_a_gap_however_they_fall_on_pages()
    {
        await _store.CreateAsync(Sample.Run("r1"), None);
        for (var i = 1; i <= 20; i++)
        {
            var result = new byte[i % 3 == 0 ? 900_000 : 10];
            result[0] = (byte)i;
            await _store.AppendAsync("r1", 1, Sample.New(Sample.Entry(i, result: result)), Durability.Lazy, None);
        }

        (await History("r1")).Select(entry => (int)entry.Result![0]).ShouldBe(Enumerable.Range(1, 20));
        (await Entries("r1")).Select(entry => (int)entry.Result![0]).ShouldBe(Enumerable.Range(1, 20));
        (await History("r1")).ShouldAllBe(entry => entry.Result!.Length == (entry.Delivery % 3 == 0 ? 900_000 : 10));
    }

    [Fact]
    public async Task A_delivery_number_is_given_once()
    {
        await Create("r1", Sample.Entry(1), Sample.Entry(2, status: EntryStatus.Intent));

        (await Refusal(() => _store.AppendAsync(
            "r1", 1, Sample.New(Sample.Entry(3) with { Delivery = 1 }), Durability.Flushed, None))).ShouldBe("TAC6104");
        (await Refusal(() => _store.AppendAsync(
            "r1", 1, Sample.End(Sample.Entry(2) with { Delivery = 1 }), Durability.Flushed, None))).ShouldBe("TAC6104");
        (await Entries("r1")).Select(entry => entry.Status).ShouldBe([EntryStatus.Succeeded, EntryStatus.Intent]);
    }

    [Fact]
    public async Task Open_entries_come_in_the_order_of_their_beginning_with_what_was_noted()
    {
        var open = Sample.Entry(1, "main/2.branch", sequence: 3, status: EntryStatus.Intent) with { Result = [0x01], Class = "idempotent" };
        await Create("r1", Sample.Entry(1), Sample.Entry(3, sequence: 4, status: EntryStatus.Intent), open);

        var found = await Open("r1");
        found.Select(entry => entry.Sequence).ShouldBe([3, 4]);
        found[0].ShouldBeEquivalentTo(open);
        (await Open("nothing")).ShouldBeEmpty();
    }

    [Fact]
    public async Task More_open_entries_than_a_page_come_without_a_gap()
    {
        await Create("r1", [.. Enumerable.Range(1, 200).Select(i => Sample.Entry(i, status: i % 2 == 0 ? EntryStatus.Intent : EntryStatus.Succeeded))]);

        (await Open("r1")).Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(1, 100).Select(i => i * 2L));
    }

    [Fact]
    public async Task One_entry_is_found_by_its_key()
    {
        var entry = Sample.Entry(1, "main/1.procedure", sequence: 2, result: [7]);
        await Create("r1", Sample.Entry(1), entry);

        (await _store.FindEntryAsync("r1", new EntryKey("main/1.procedure", 1), None)).ShouldBeEquivalentTo(entry);
        (await _store.FindEntryAsync("r1", new EntryKey("main/1.procedure", 2), None)).ShouldBeNull();
        (await _store.FindEntryAsync("r2", new EntryKey("main", 1), None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_branch_tells_how_far_it_came_and_what_is_open_behind()
    {
        var open = Sample.Entry(3, sequence: 5, status: EntryStatus.Intent);
        await Create("r1", Sample.Entry(1), Sample.Entry(2), Sample.Entry(1, "main/2.branch", sequence: 3), open);

        (await _store.ReadTailAsync("r1", "main", None)).ShouldBeEquivalentTo(new BranchTail(2, open));
        (await _store.ReadTailAsync("r1", "main/2.branch", None)).ShouldBe(new BranchTail(1, null));
        (await _store.ReadTailAsync("r1", "main/2", None)).ShouldBe(new BranchTail(0, null));
        (await _store.ReadTailAsync("nothing", "main", None)).ShouldBe(new BranchTail(0, null));
    }

    [Fact]
    public async Task A_branch_whose_first_entry_is_open_has_come_nowhere()
    {
        await Create("r1", Sample.Entry(1, status: EntryStatus.Intent));

        var tail = await _store.ReadTailAsync("r1", "main", None);
        (tail.Completed, tail.Open!.Key.Position).ShouldBe((0, 1));
    }

    [Fact]
    public async Task What_a_run_has_used_up_is_counted_open_entries_included()
    {
        await Create(
            "r1",
            Sample.Entry(1),
            Sample.Entry(2, sequence: 3) with { Name = "mail.send", Delivery = 9 },
            Sample.Entry(3, sequence: 7, status: EntryStatus.Intent) with { Name = "mail.send" },
            Sample.Entry(4, sequence: 5) with { Kind = "file.read", Name = "a.txt" });
        await _store.AppendEventsAsync("r1", 1, [Sample.Event(1, 1, "four"), Sample.Event(1, 2, "é") with { Data = null }], None);

        var counts = await _store.ReadCountsAsync("r1", None);
        (counts.Entries, counts.LastSequence, counts.LastDelivery, counts.EventBytes).ShouldBe((4, 7, 9, 4 + 1 + 2));
        counts.HostCalls.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value))
            .ShouldBe([("host.ping", 1L), ("mail.send", 2L)]);
    }

    [Fact]
    public async Task Bytes_are_counted_large_ones_and_open_ones_included()
    {
        byte[] large = new byte[100 * 1024];
        JournalEntry write = Sample.Entry(1) with { Kind = "file.write", Arguments = [1, 2, 3], Result = [1] };
        await Create(
            "r1",
            write,
            write with { Key = new EntryKey("main", 2), Sequence = 2, Delivery = 2, Kind = "file.append", Arguments = large, Result = large },
            write with { Key = new EntryKey("main", 3), Sequence = 3, Delivery = 3, Status = EntryStatus.Denied, Result = null },
            write with { Key = new EntryKey("main", 4), Sequence = 4, Delivery = 4, Kind = "host.call", Arguments = large },
            write with { Key = new EntryKey("main", 5), Sequence = 5, Delivery = 0, Status = EntryStatus.Intent, Result = null });

        var counts = await _store.ReadCountsAsync("r1", None);
        counts.EntryBytes.ShouldBe((3 * large.Length) + 4 + 3 + 1 + 3);
        counts.FileBytes.ShouldBe(large.Length + 3 + 3);
    }

    [Fact]
    public async Task A_run_that_did_nothing_has_used_up_nothing()
    {
        await Create("r1");

        foreach (var run in (string[])["r1", "nothing"])
        {
            var counts = await _store.ReadCountsAsync(run, None);
            (counts.Entries, counts.LastSequence, counts.LastDelivery, counts.EventBytes, counts.HostCalls.Count).ShouldBe((0, 0, 0, 0, 0));
            (counts.EntryBytes, counts.FileBytes).ShouldBe((0, 0));
        }
    }

    [Fact]
    public async Task An_event_is_there_as_soon_as_it_was_appended()
    {
        await Create("r1");
        await _store.AppendEventsAsync("r1", 1, [Sample.Event(1, 1)], None);

        (await _store.HasEventAsync("r1", new EntryKey("main", 1), 1, None)).ShouldBeTrue();
        (await _store.HasEventAsync("r1", new EntryKey("main", 1), 2, None)).ShouldBeFalse();
        (await _store.HasEventAsync("r1", new EntryKey("main", 0), 1, None)).ShouldBeFalse();
        (await _store.HasEventAsync("r2", new EntryKey("main", 1), 1, None)).ShouldBeFalse();
    }
}
