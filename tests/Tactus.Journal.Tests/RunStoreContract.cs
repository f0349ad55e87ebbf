using System.Security.Cryptography;
using Tactus.Protocol;

namespace Tactus.Journal.Tests;

// Proves what every store promises, whatever it is made of: order, fencing, no overwriting, dedupe, and records that come back whole.
public abstract partial class RunStoreContract : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private IRunStore _store = null!;

    private protected ManualTime Time { get; } = new(Sample.Start);

    private protected IRunStore Store => _store;

    protected abstract IRunStore Open();

    public virtual Task InitializeAsync()
    {
        _store = Open();
        return Task.CompletedTask;
    }

    public virtual async Task DisposeAsync() => await _store.DisposeAsync();

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

    [Fact]
    public async Task A_created_run_comes_back_whole()
    {
        var record = Sample.Run("r1");
        await _store.CreateAsync(record, None);

        (await _store.FindAsync("r1", None)).ShouldBeEquivalentTo(record);
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_null() => (await _store.FindAsync("nothing", None)).ShouldBeNull();

    [Fact]
    public async Task A_second_run_of_the_same_id_is_refused_and_the_first_stays()
    {
        await _store.CreateAsync(Sample.Run("r1"), None);

        (await Refusal(() => _store.CreateAsync(Sample.Run("r1", procedure: "/other.tac"), None))).ShouldBe("TAC6106");
        (await _store.FindAsync("r1", None))!.ProcedurePath.ShouldBe(Sample.Run("r1").ProcedurePath);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("a/b")]
    public async Task An_id_that_is_not_lower_case_letters_and_digits_is_refused(string id) =>
        await Should.ThrowAsync<ArgumentException>(async () => await _store.CreateAsync(Sample.Run(id), None));

    [Fact]
    public async Task A_record_that_claims_to_have_ended_or_a_later_epoch_cannot_be_created()
    {
        await Should.ThrowAsync<ArgumentException>(async () =>
            await _store.CreateAsync(Sample.Run("r1") with { Status = RunStatus.Succeeded }, None));
        await Should.ThrowAsync<ArgumentException>(async () => await _store.CreateAsync(Sample.Run("r1") with { Epoch = 2 }, None));
    }

    [Fact]
    public async Task Runs_are_listed_newest_first_up_to_the_limit()
    {
        await _store.CreateAsync(Sample.Run("b", Sample.Start.AddSeconds(2)), None);
        await _store.CreateAsync(Sample.Run("c", Sample.Start.AddSeconds(1)), None);
        await _store.CreateAsync(Sample.Run("a", Sample.Start.AddSeconds(3)), None);

        (await ListIds(new RunQuery())).ShouldBe(["a", "b", "c"]);
        (await ListIds(new RunQuery(Limit: 2))).ShouldBe(["a", "b"]);
        (await ListIds(new RunQuery(Limit: 0))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Runs_are_listed_by_procedure_and_by_status()
    {
        await _store.CreateAsync(Sample.Run("a", procedure: "/one.tac"), None);
        await _store.CreateAsync(Sample.Run("b", procedure: "/two.tac"), None);
        await _store.CompleteAsync("b", 1, Sample.Completion(RunStatus.Failed), None);

        (await ListIds(new RunQuery(ProcedurePath: "/two.tac"))).ShouldBe(["b"]);
        (await ListIds(new RunQuery(Status: RunStatus.Running))).ShouldBe(["a"]);
        (await ListIds(new RunQuery(Status: RunStatus.Failed))).ShouldBe(["b"]);
        (await ListIds(new RunQuery(Status: RunStatus.Failed, ProcedurePath: "/one.tac"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_silent_run_is_listed_as_interrupted_and_no_longer_as_running()
    {
        await _store.CreateAsync(Sample.Run("a"), None);
        (await ListIds(new RunQuery(Status: RunStatus.Interrupted))).ShouldBeEmpty();

        Time.Advance(RunRecord.HeartbeatTolerance + TimeSpan.FromTicks(1));

        (await ListIds(new RunQuery(Status: RunStatus.Interrupted))).ShouldBe(["a"]);
        (await ListIds(new RunQuery(Status: RunStatus.Running))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_heartbeat_keeps_a_run_running()
    {
        await _store.CreateAsync(Sample.Run("a"), None);
        Time.Advance(RunRecord.HeartbeatTolerance + TimeSpan.FromTicks(1));

        await _store.HeartbeatAsync("a", 1, None);

        (await _store.FindAsync("a", None))!.HeartbeatAt.ShouldBe(Time.GetUtcNow());
        (await ListIds(new RunQuery(Status: RunStatus.Running))).ShouldBe(["a"]);
    }

    [Fact]
    public async Task Prefixes_find_ids_newest_first_and_nothing_else()
    {
        await _store.CreateAsync(Sample.Run("ab1", Sample.Start), None);
        await _store.CreateAsync(Sample.Run("ab2", Sample.Start.AddSeconds(1)), None);
        await _store.CreateAsync(Sample.Run("b1", Sample.Start.AddSeconds(2)), None);

        (await _store.ResolvePrefixAsync("ab", 5, None)).ShouldBe(["ab2", "ab1"]);
        (await _store.ResolvePrefixAsync("ab", 1, None)).ShouldBe(["ab2"]);
        (await _store.ResolvePrefixAsync("b1", 5, None)).ShouldBe(["b1"]);
        (await _store.ResolvePrefixAsync("%", 5, None)).ShouldBeEmpty();
        (await _store.ResolvePrefixAsync("B", 5, None)).ShouldBeEmpty();
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

    [Fact]
    public async Task A_blob_is_found_by_its_hash_and_can_be_put_again()
    {
        byte[] content = [1, 2, 3];
        var hash = await _store.PutBlobAsync(content, None);

        hash.ShouldBe(SHA256.HashData(content));
        (await _store.PutBlobAsync(content, None)).ShouldBe(hash);
        (await _store.FindBlobAsync(hash, None)).ShouldBe(content);
        (await _store.FindBlobAsync(new byte[32], None)).ShouldBeNull();
        (await _store.FindBlobAsync(await _store.PutBlobAsync(Array.Empty<byte>(), None), None)).ShouldBe([]);
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

    [Fact]
    public async Task A_call_that_is_cancelled_beforehand_does_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Should.ThrowAsync<OperationCanceledException>(async () => await _store.CreateAsync(Sample.Run("r1"), cancelled));
        (await _store.FindAsync("r1", None)).ShouldBeNull();
    }

    private protected static async Task<string> Refusal(Func<ValueTask> action) =>
        (await Should.ThrowAsync<TactusException>(async () => await action())).Code;

    private protected async Task<List<JournalEntry>> Entries(string runId)
    {
        var entries = new List<JournalEntry>();
        await foreach (var entry in _store.ReadEntriesAsync(runId, None))
        {
            entries.Add(entry);
        }

        return entries;
    }

    private protected async Task<List<RunEvent>> Events(string runId)
    {
        var events = new List<RunEvent>();
        await foreach (var item in _store.ReadEventsAsync(runId, None))
        {
            events.Add(item);
        }

        return events;
    }

    private async Task<List<JournalEntry>> History(string runId, long fromDelivery = 1)
    {
        var entries = new List<JournalEntry>();
        await foreach (var entry in _store.ReadHistoryAsync(runId, fromDelivery, None))
        {
            entries.Add(entry);
        }

        return entries;
    }

    private async Task<List<JournalEntry>> Open(string runId)
    {
        var entries = new List<JournalEntry>();
        await foreach (var entry in _store.ReadOpenAsync(runId, None))
        {
            entries.Add(entry);
        }

        return entries;
    }

    private async Task Create(string runId, params JournalEntry[] entries)
    {
        await _store.CreateAsync(Sample.Run(runId), None);
        foreach (var entry in entries)
        {
            await _store.AppendAsync(runId, 1, Sample.New(entry), Durability.Lazy, None);
        }
    }

    private async Task<IEnumerable<string>> ListIds(RunQuery query) => (await _store.ListAsync(query, None)).Select(record => record.Id);
}
