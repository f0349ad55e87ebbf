using System.Security.Cryptography;

namespace Tactus.Journal.Tests;

// Entries and events: they come back whole, in their order, each once, and an answer is never written over.
public abstract partial class RunStoreContract
{
    [Fact]
    public async Task Entries_of_one_kind_are_read_in_their_order()
    {
        await _store.CreateAsync(Sample.Run("r1"), None);
        for (var position = 1; position <= 600; position++)
        {
            await _store.AppendAsync("r1", 1, new JournalWrite(Sample.Entry(position) with { Kind = position % 3 == 0 ? "model.chat" : "host.call" }, false), Durability.Lazy, None);
        }

        var positions = new List<long>();
        await foreach (var entry in _store.ReadKindAsync("r1", "model.chat", None))
        {
            entry.Kind.ShouldBe("model.chat");
            positions.Add(entry.Key.Position);
        }

        positions.ShouldBe(Enumerable.Range(1, 200).Select(number => number * 3L));
    }

    [Theory]
    [InlineData(Durability.Flushed)]
    [InlineData(Durability.Lazy)]
    public async Task Entries_come_back_whole_and_in_the_order_of_their_beginning(Durability durability)
    {
        await _store.CreateAsync(Sample.Run("r1"), None);
        JournalEntry[] entries =
        [
            Sample.Entry(1),
            Sample.Entry(1, "main/1.checkpoint", sequence: 2) with { Class = "once", Attempt = 3, SourceLine = 0, SourceFile = "" },
            Sample.Entry(2, sequence: 3, status: EntryStatus.Failed) with { Error = new EntryError("TAC3301", "refusé\0", "http", true, "wait") },
            Sample.Entry(2, "main/1.checkpoint", sequence: 4, status: EntryStatus.Denied) with { Error = new EntryError("TAC3101", "no", "denied", false, null) },
            Sample.Entry(3, sequence: 5, status: EntryStatus.Intent) with { Arguments = [], Class = "idempotent", Result = [0x01] },
            Sample.Entry(4, sequence: 6, result: []),
        ];
        foreach (var entry in entries)
        {
            await _store.AppendAsync("r1", 1, Sample.New(entry), durability, None);
        }

        (await Entries("r1")).ShouldBeEquivalentTo(entries.ToList());
    }

    [Fact]
    public async Task More_entries_than_a_page_come_back_without_a_gap()
    {
        await _store.CreateAsync(Sample.Run("r1"), None);
        for (var i = 1; i <= 300; i++)
        {
            await _store.AppendAsync("r1", 1, Sample.New(Sample.Entry(i)), Durability.Lazy, None);
        }

        (await Entries("r1")).Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(1, 300).Select(i => (long)i));
    }

    [Fact]
    public async Task Entries_of_one_run_are_not_those_of_another()
    {
        await _store.CreateAsync(Sample.Run("r1"), None);
        await _store.CreateAsync(Sample.Run("r2"), None);
        await _store.AppendAsync("r1", 1, Sample.New(Sample.Entry(1)), Durability.Flushed, None);

        (await Entries("r2")).ShouldBeEmpty();
        (await Entries("nothing")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_intent_is_completed_in_place()
    {
        await _store.CreateAsync(Sample.Run("r1"), None);
        var intent = Sample.Entry(1, status: EntryStatus.Intent);
        await _store.AppendAsync("r1", 1, Sample.New(intent), Durability.Flushed, None);
        var ended = intent with
        {
            Status = EntryStatus.Failed,
            Error = new EntryError("TAC3301", "503", "http", true, "try later"),
            EndedAt = Sample.Start.AddSeconds(3),
            Attempt = 2,
            Delivery = 9,
        };
        await _store.AppendAsync("r1", 1, Sample.End(ended), Durability.Flushed, None);

        (await Entries("r1")).ShouldBeEquivalentTo(new List<JournalEntry> { ended });
    }

    [Fact]
    public async Task Completing_changes_the_answer_and_not_the_question()
    {
        await _store.CreateAsync(Sample.Run("r1"), None);
        var intent = Sample.Entry(1, status: EntryStatus.Intent);
        await _store.AppendAsync("r1", 1, Sample.New(intent), Durability.Flushed, None);

        var forged = Sample.Entry(1) with { Kind = "file.write", Arguments = [1], ArgumentsHash = [2], StartedAt = Sample.Start.AddDays(1) };
        await _store.AppendAsync("r1", 1, Sample.End(forged), Durability.Flushed, None);

        var entry = (await Entries("r1")).ShouldHaveSingleItem();
        entry.Status.ShouldBe(EntryStatus.Succeeded);
        entry.Result.ShouldBe(forged.Result);
        (entry.Kind, entry.StartedAt).ShouldBe((intent.Kind, intent.StartedAt));
        entry.Arguments.ShouldBe(intent.Arguments);
        entry.ArgumentsHash.ShouldBe(intent.ArgumentsHash);
    }

    [Fact]
    public async Task What_is_answered_is_never_answered_again()
    {
        await _store.CreateAsync(Sample.Run("r1"), None);
        var first = Sample.Entry(1, result: [1]);
        await _store.AppendAsync("r1", 1, Sample.New(first), Durability.Flushed, None);
        var second = Sample.Entry(1, result: [2]);

        (await Refusal(() => _store.AppendAsync("r1", 1, Sample.End(second), Durability.Flushed, None))).ShouldBe("TAC6104");
        (await Refusal(() => _store.AppendAsync("r1", 1, Sample.New(second), Durability.Flushed, None))).ShouldBe("TAC6104");
        (await Refusal(() => _store.AppendAsync("r1", 1, Sample.End(Sample.Entry(2)), Durability.Flushed, None))).ShouldBe("TAC6104");
        (await Entries("r1")).ShouldHaveSingleItem().Result.ShouldBe([1]);
    }

    [Fact]
    public async Task Two_entries_cannot_have_begun_at_the_same_moment()
    {
        await _store.CreateAsync(Sample.Run("r1"), None);
        await _store.AppendAsync("r1", 1, Sample.New(Sample.Entry(1, sequence: 1)), Durability.Flushed, None);

        (await Refusal(() => _store.AppendAsync("r1", 1, Sample.New(Sample.Entry(2, sequence: 1)), Durability.Flushed, None))).ShouldBe("TAC6104");
        (await Entries("r1")).ShouldHaveSingleItem().Key.Position.ShouldBe(1);
    }

    [Fact]
    public async Task A_large_result_and_large_arguments_come_back_whole()
    {
        await _store.CreateAsync(Sample.Run("r1"), None);
        var large = RandomNumberGenerator.GetBytes(200_000);
        await _store.AppendAsync("r1", 1, Sample.New(Sample.Entry(1, result: large)), Durability.Lazy, None);
        await _store.AppendAsync("r1", 1, Sample.New(Sample.Entry(2, status: EntryStatus.Intent) with { Arguments = large }), Durability.Lazy, None);
        await _store.AppendAsync("r1", 1, Sample.End(Sample.Entry(2, result: large)), Durability.Flushed, None);

        var entries = await Entries("r1");
        entries[0].Result.ShouldBe(large);
        entries[1].Arguments.ShouldBe(large);
        entries[1].Result.ShouldBe(large);
    }

    [Fact]
    public async Task Events_come_back_whole_and_in_the_order_of_their_arrival_once_each()
    {
        await _store.CreateAsync(Sample.Run("r1"), None);
        await _store.AppendEventsAsync("r1", 1, [Sample.Event(2, 1), Sample.Event(2, 2) with { Data = null, Text = [0xff, 0] }], None);
        await _store.AppendEventsAsync("r1", 1, [Sample.Event(2, 2, "changed"), Sample.Event(0, 1), Sample.Event(0, 1, "twice in one call")], None);

        (await Events("r1")).ShouldBeEquivalentTo(
            new List<RunEvent> { Sample.Event(2, 1), Sample.Event(2, 2) with { Data = null, Text = [0xff, 0] }, Sample.Event(0, 1) });
    }

    [Fact]
    public async Task More_events_than_a_page_come_back_without_a_gap()
    {
        await _store.CreateAsync(Sample.Run("r1"), None);
        await _store.AppendEventsAsync("r1", 1, [.. Enumerable.Range(1, 600).Select(i => Sample.Event(1, i))], None);

        (await Events("r1")).Select(item => item.Ordinal).ShouldBe(Enumerable.Range(1, 600));
    }

    [Fact]
    public async Task Many_writers_of_many_runs_do_not_mix()
    {
        string[] runs = ["r1", "r2", "r3", "r4"];
        await Task.WhenAll(runs.Select(run => Task.Run(async () =>
        {
            await _store.CreateAsync(Sample.Run(run), None);
            for (var i = 1; i <= 50; i++)
            {
                await _store.AppendAsync(run, 1, Sample.New(Sample.Entry(i)), i % 3 == 0 ? Durability.Flushed : Durability.Lazy, None);
            }
        })));

        foreach (var run in runs)
        {
            (await Entries(run)).Select(entry => entry.Key.Position).ShouldBe(Enumerable.Range(1, 50).Select(i => (long)i));
        }
    }
}
