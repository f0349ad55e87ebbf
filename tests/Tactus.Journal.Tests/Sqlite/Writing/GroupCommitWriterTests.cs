using Tactus.Journal.Sqlite;
using Tactus.Journal.Sqlite.Writing;
using Tactus.Protocol;

namespace Tactus.Journal.Tests.Sqlite.Writing;

// Proves what is on disk when: a flush carries all before it, a lazy write costs no commit and waits 100 ms at most, many share one
// commit, and after a lost write there is no hole.
public sealed class GroupCommitWriterTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new(Sample.Start);
    private SqliteRunStore _store = null!;
    private SideConnection _side = null!;

    public async Task InitializeAsync()
    {
        _store = SqliteRunStore.Open(_folder.Database, _time);
        await _store.CreateAsync(Sample.Run("r1"), CancellationToken.None);
        _side = new SideConnection(_folder.Database);
    }

    [Fact]
    public async Task Every_flush_is_a_commit_of_its_own_when_nobody_else_writes()
    {
        var before = _side.CountCommits();
        for (var i = 1; i <= 10; i++)
        {
            await Append(i, Durability.Flushed);
            CountEntries().ShouldBe(i);
        }

        (_side.CountCommits() - before).ShouldBe(10);
    }

    [Fact]
    public async Task A_flush_into_an_idle_queue_is_done_when_the_call_returns_and_one_that_must_wait_does_not_hold_its_caller()
    {
        Append(1, Durability.Flushed).AsTask().IsCompletedSuccessfully.ShouldBeTrue();

        _side.Connection.Execute("BEGIN IMMEDIATE");
        var waiting = Append(2, Durability.Flushed).AsTask();
        waiting.IsCompleted.ShouldBeFalse();
        _side.Connection.Execute("ROLLBACK");

        await waiting.WaitAsync(Patience);
        CountEntries().ShouldBe(2);
    }

    [Fact]
    public async Task Lazy_writes_cost_no_commit_and_go_down_with_the_next_flush_in_the_same_one()
    {
        var before = _side.CountCommits();
        for (var i = 1; i <= 100; i++)
        {
            await Append(i, Durability.Lazy);
        }

        CountEntries().ShouldBe(0);
        _side.CountCommits().ShouldBe(before);

        await Append(101, Durability.Flushed);

        CountEntries().ShouldBe(101);
        (_side.CountCommits() - before).ShouldBe(1);
    }

    [Fact]
    public async Task To_look_for_something_costs_no_commit_unless_it_is_queued()
    {
        await _store.AppendAsync("r1", 1, Sample.New(Sample.Entry(1, "main/1.branch")), Durability.Lazy, CancellationToken.None);
        await _store.AppendEventsAsync("r1", 1, [Sample.Event(0, 1)], CancellationToken.None);
        var before = _side.CountCommits();

        (await _store.HasEventAsync("r1", new EntryKey("main", 0), 2, CancellationToken.None)).ShouldBeFalse();
        (await _store.HasEventAsync("r1", new EntryKey("main", 1), 1, CancellationToken.None)).ShouldBeFalse();
        (await _store.ReadTailAsync("r1", "main", CancellationToken.None)).Completed.ShouldBe(0);
        (await _store.ReadTailAsync("r1", "main/2.branch", CancellationToken.None)).Completed.ShouldBe(0);
        (await _store.FindEntryAsync("r2", new EntryKey("main/1.branch", 1), CancellationToken.None)).ShouldBeNull();
        (await _store.IsCancelRequestedAsync("r1", CancellationToken.None)).ShouldBeFalse();
        _side.CountCommits().ShouldBe(before);

        (await _store.ReadTailAsync("r1", "main/1.branch", CancellationToken.None)).Completed.ShouldBe(1);
        (_side.CountCommits() - before).ShouldBe(1);

        await _store.AppendEventsAsync("r1", 1, [Sample.Event(0, 2)], CancellationToken.None);
        (await _store.HasEventAsync("r1", new EntryKey("main", 0), 2, CancellationToken.None)).ShouldBeTrue();
        (_side.CountCommits() - before).ShouldBe(2);
    }

    [Fact]
    public async Task A_blob_that_was_put_lately_is_put_again_without_a_commit()
    {
        var before = _side.CountCommits();
        for (var i = 0; i < 3; i++)
        {
            await _store.PutBlobAsync(new byte[] { 1 }, CancellationToken.None);
        }

        (_side.CountCommits() - before).ShouldBe(1);
    }

    [Fact]
    public async Task A_lazy_write_waits_its_delay_and_no_longer()
    {
        await Append(1, Durability.Lazy);
        await _store.AppendEventsAsync("r1", 1, [Sample.Event(1, 1)], CancellationToken.None);

        _time.Advance(GroupCommitWriter.LazyDelay - TimeSpan.FromTicks(1));
        CountEntries().ShouldBe(0);
        _time.Advance(TimeSpan.FromTicks(1));

        SpinWait.SpinUntil(() => CountEntries() == 1 && _side.Number("SELECT count(*) FROM event") == 1, Patience).ShouldBeTrue();
    }

    [Fact]
    public async Task The_delay_begins_anew_for_what_is_written_after_a_flush()
    {
        await Append(1, Durability.Lazy);
        await Append(2, Durability.Flushed);
        await Append(3, Durability.Lazy);

        _time.Advance(GroupCommitWriter.LazyDelay);

        SpinWait.SpinUntil(() => CountEntries() == 3, Patience).ShouldBeTrue();
    }

    [Fact]
    public async Task So_much_that_is_lazy_does_not_wait_for_its_delay()
    {
        var large = new byte[60_000];
        for (var i = 1; i * large.Length < GroupCommitWriter.WakeBytes + large.Length; i++)
        {
            await _store.AppendAsync("r1", 1, Sample.New(Sample.Entry(i, result: large)), Durability.Lazy, CancellationToken.None);
        }

        SpinWait.SpinUntil(() => CountEntries() > 0, Patience).ShouldBeTrue();
    }

    [Fact]
    public async Task A_lazy_write_waits_for_the_disk_once_the_queue_is_full()
    {
        var large = new byte[60_000];
        var appends = new List<Task>();
        _side.Connection.Execute("BEGIN IMMEDIATE");
        for (var i = 1; i * large.Length < 2 * GroupCommitWriter.FullBytes; i++)
        {
            appends.Add(_store.AppendAsync(
                "r1", 1, Sample.New(Sample.Entry(i, result: large)), Durability.Lazy, CancellationToken.None).AsTask());
        }

        appends[0].IsCompleted.ShouldBeTrue();
        appends[^1].IsCompleted.ShouldBeFalse();
        _side.Connection.Execute("ROLLBACK");
        await Task.WhenAll(appends).WaitAsync(Patience);
        CountEntries().ShouldBe(appends.Count);
    }

    [Fact]
    public async Task Writes_that_meet_in_the_queue_share_a_commit()
    {
        var before = _side.CountCommits();
        _side.Connection.Execute("BEGIN IMMEDIATE");
        var appends = Enumerable.Range(1, 50).Select(i => Append(i, Durability.Flushed).AsTask()).ToArray();
        appends.ShouldAllBe(append => !append.IsCompleted);
        _side.Connection.Execute("ROLLBACK");
        await Task.WhenAll(appends).WaitAsync(Patience);

        CountEntries().ShouldBe(50);
        (_side.CountCommits() - before).ShouldBeInRange(1, 2);
    }

    [Fact]
    public async Task Closing_the_store_writes_what_is_queued()
    {
        await Append(1, Durability.Lazy);

        await _store.DisposeAsync();

        CountEntries().ShouldBe(1);
        await Should.ThrowAsync<ObjectDisposedException>(async () => await Append(2, Durability.Lazy));
        await Should.ThrowAsync<ObjectDisposedException>(async () => await _store.FindAsync("r1", CancellationToken.None));
    }

    [Fact]
    public async Task A_refused_lazy_write_is_told_by_the_next_and_the_run_cannot_claim_success()
    {
        await Append(1, Durability.Flushed);
        await Append(1, Durability.Lazy);

        (await Refusal(() => Append(2, Durability.Flushed))).ShouldBe("TAC6104");
        (await Refusal(() => Append(3, Durability.Flushed))).ShouldBe("TAC6104");
        (await Refusal(() => _store.HeartbeatAsync("r1", 1, CancellationToken.None))).ShouldBe("TAC6104");
        (await Refusal(() => _store.CompleteAsync("r1", 1, Sample.Completion(), CancellationToken.None))).ShouldBe("TAC6104");
        CountEntries().ShouldBe(1);

        await _store.CompleteAsync("r1", 1, Sample.Completion(RunStatus.Failed), CancellationToken.None);
    }

    [Fact]
    public async Task A_lost_write_concerns_neither_other_runs_nor_the_next_executor()
    {
        await _store.CreateAsync(Sample.Run("r2"), CancellationToken.None);
        await Append(1, Durability.Flushed);
        await Append(1, Durability.Lazy);
        await _store.AppendAsync("r2", 1, Sample.New(Sample.Entry(1)), Durability.Flushed, CancellationToken.None);

        var epoch = await _store.TakeOverAsync("r1", 1, "next", CancellationToken.None);
        await _store.AppendAsync("r1", epoch, Sample.New(Sample.Entry(2)), Durability.Flushed, CancellationToken.None);

        CountEntries().ShouldBe(3);
    }

    [Fact]
    public async Task A_refused_flush_spoils_nothing_that_shares_its_commit()
    {
        await Append(1, Durability.Flushed);
        _side.Connection.Execute("BEGIN IMMEDIATE");
        var good = Append(2, Durability.Flushed).AsTask();
        var refused = Append(1, Durability.Flushed).AsTask();
        var after = Append(3, Durability.Flushed).AsTask();
        _side.Connection.Execute("ROLLBACK");

        await Task.WhenAll(good, after).WaitAsync(Patience);
        (await Should.ThrowAsync<TactusException>(refused)).Code.ShouldBe("TAC6104");
        CountEntries().ShouldBe(3);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_and_spoils_nothing()
    {
        JournalEntry[] senseless =
        [
            Sample.Entry(1) with { Class = "sometimes" },
            Sample.Entry(0, sequence: 1),
            Sample.Entry(1) with { StartedAt = DateTimeOffset.MinValue },
        ];
        foreach (var entry in senseless)
        {
            (await Refusal(() => _store.AppendAsync("r1", 1, Sample.New(entry), Durability.Flushed, CancellationToken.None))).ShouldBe("TAC6107");
        }

        await Append(1, Durability.Flushed);
        CountEntries().ShouldBe(1);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_and_not_the_write()
    {
        using var cancellation = new CancellationTokenSource();
        _side.Connection.Execute("BEGIN IMMEDIATE");
        var append = _store.AppendAsync("r1", 1, Sample.New(Sample.Entry(1)), Durability.Flushed, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(append);
        _side.Connection.Execute("ROLLBACK");

        await Append(2, Durability.Flushed);

        CountEntries().ShouldBe(2);
    }

    [Fact]
    public async Task A_large_value_is_stored_once_and_a_small_one_in_its_row()
    {
        var large = new byte[EncodedValue.BlobFrom];
        for (var i = 1; i <= 3; i++)
        {
            await _store.AppendAsync("r1", 1, Sample.New(Sample.Entry(i, result: large)), Durability.Flushed, CancellationToken.None);
        }

        await _store.PutBlobAsync(large, CancellationToken.None);
        await _store.AppendAsync("r1", 1, Sample.New(Sample.Entry(4, result: large[1..])), Durability.Flushed, CancellationToken.None);

        _side.Number("SELECT count(*) FROM blob").ShouldBe(1);
        _side.Number("SELECT count(*) FROM entry WHERE result IS NULL").ShouldBe(3);
        _side.Number("SELECT count(*) FROM entry WHERE result_blob IS NULL").ShouldBe(1);
    }

    [Fact]
    public async Task A_damaged_file_stops_the_store_for_good()
    {
        await Append(1, Durability.Flushed);
        _side.Connection.Execute("DROP INDEX entry_by_sequence; DROP TABLE entry");

        (await Refusal(() => Append(2, Durability.Flushed))).ShouldBe("TAC6006");
        (await Refusal(() => _store.CreateAsync(Sample.Run("r2"), CancellationToken.None))).ShouldBe("TAC6006");
    }

    public async Task DisposeAsync()
    {
        _side.Dispose();
        await _store.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<string> Refusal(Func<ValueTask> action) =>
        (await Should.ThrowAsync<TactusException>(async () => await action())).Code;

    private ValueTask Append(long position, Durability durability) =>
        _store.AppendAsync("r1", 1, Sample.New(Sample.Entry(position)), durability, CancellationToken.None);

    private long CountEntries() => _side.Number("SELECT count(*) FROM entry");
}
