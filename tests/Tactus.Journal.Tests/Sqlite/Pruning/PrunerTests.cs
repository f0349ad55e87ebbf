using Tactus.Journal.Sqlite;
using Tactus.Journal.Sqlite.Pruning;
using Tactus.Protocol;

namespace Tactus.Journal.Tests.Sqlite.Pruning;

// Proves that a prune works in short steps, that a killed one leaves nothing half-removed to be seen, and that it lets go of a run that lives again.
public sealed class PrunerTests : IAsyncLifetime, IDisposable
{
    private const int Entries = 2_500;

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly PruneQuery Everything = new(Sample.Start.AddDays(1), Unfinished: true);

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new(Sample.Start);
    private SqliteRunStore _store = null!;
    private SideConnection _side = null!;

    public async Task InitializeAsync()
    {
        _store = SqliteRunStore.Open(_folder.Database, _time);
        await _store.CreateAsync(Sample.Run("r1"), None);
        for (var i = 1; i <= Entries; i++)
        {
            await _store.AppendAsync("r1", 1, Sample.New(Sample.Entry(i)), Durability.Lazy, None);
        }

        await _store.CompleteAsync("r1", 1, Sample.Completion(), None);
        _side = new SideConnection(_folder.Database);
        _time.Advance(TimeSpan.FromDays(2));
    }

    [Fact]
    public void A_step_removes_a_bounded_number_of_rows_and_the_record_last()
    {
        _side.Connection.Execute("UPDATE run SET removed_at = 1");
        var left = new List<long>();
        RemoveRows step;
        do
        {
            step = new RemoveRows("r1");
            step.Execute(_side.Connection);
            left.Add(_side.Number("SELECT count(*) FROM entry"));
        }
        while (!step.Done);

        left.ShouldBe([1_500, 500, 0]);
        _side.Number("SELECT count(*) FROM run").ShouldBe(0);
        _side.Number("SELECT count(*) FROM run_hash").ShouldBe(0);
    }

    [Fact]
    public async Task What_a_killed_prune_left_is_seen_by_nobody_and_goes_with_the_next()
    {
        _side.Connection.Execute("UPDATE run SET removed_at = 1, epoch = epoch + 1, due_at = 1, status = 'suspended', parent_id = 'p'");

        (await _store.FindAsync("r1", None)).ShouldBeNull();
        (await _store.ListAsync(new RunQuery(), None)).ShouldBeEmpty();
        (await _store.ListAsync(new RunQuery(DueBefore: _time.GetUtcNow()), None)).ShouldBeEmpty();
        (await _store.ListAsync(new RunQuery(ParentId: "p"), None)).ShouldBeEmpty();
        (await _store.ResolvePrefixAsync("r", 5, None)).ShouldBeEmpty();
        foreach (var write in (Func<ValueTask>[])
        [
            async () => await _store.TakeOverAsync("r1", 2, "me", None),
            () => _store.AppendAsync("r1", 1, Sample.New(Sample.Entry(Entries + 1)), Durability.Flushed, None),
            () => _store.HeartbeatAsync("r1", 1, None),
            () => _store.AnswerAsync(new RunAnswer("r1", new EntryKey("main", 1), [], "ann", Sample.Start), None),
            () => _store.RequestCancelAsync("r1", None),
            () => _store.ForkAsync("r1", 1, Sample.Run("r2") with { ForkedFrom = "r1", ForkedAt = 1 }, None),
        ])
        {
            (await Should.ThrowAsync<TactusException>(async () => await write())).Code.ShouldBe("TAC6101");
        }

        (await _store.PruneAsync(Everything, None)).RunIds.ShouldBeEmpty();
        _side.Number("SELECT count(*) FROM run").ShouldBe(0);
        _side.Number("SELECT count(*) FROM entry").ShouldBe(0);
    }

    [Theory]
    [InlineData("UPDATE run SET epoch = 2")]
    [InlineData("UPDATE run SET heartbeat_at = heartbeat_at + 1")]
    [InlineData("UPDATE run SET status = 'running'")]
    public async Task A_run_to_which_something_happened_since_it_was_looked_at_stays(string sql)
    {
        var seen = PruneReader.Find(_side.Connection, "r1")!;
        _side.Connection.Execute(sql);

        var late = new MarkRemoved(seen, _time.GetUtcNow());
        late.Execute(_side.Connection);

        late.Done.ShouldBeFalse();
        (await _store.FindAsync("r1", None)).ShouldNotBeNull();
    }

    [Fact]
    public void A_run_that_stayed_as_it_was_is_hidden_once()
    {
        var seen = PruneReader.Find(_side.Connection, "r1")!;
        var first = new MarkRemoved(seen, _time.GetUtcNow());
        var second = new MarkRemoved(seen, _time.GetUtcNow());
        first.Execute(_side.Connection);
        second.Execute(_side.Connection);

        (first.Done, second.Done).ShouldBe((true, false));
        PruneReader.Find(_side.Connection, "r1").ShouldBeNull();
    }

    [Fact]
    public async Task More_blobs_than_a_step_takes_go_in_one_prune_and_large_values_with_their_run()
    {
        for (var i = 0; i < 250; i++)
        {
            await _store.PutBlobAsync(BitConverter.GetBytes(i), None);
        }

        await _store.CreateAsync(Sample.Run("r2"), None);
        await _store.AppendAsync("r2", 1, Sample.New(Sample.Entry(1, result: new byte[100_000])), Durability.Flushed, None);
        await _store.CompleteAsync("r2", 1, Sample.Completion() with { At = _time.GetUtcNow() }, None);
        _time.Advance(TimeSpan.FromDays(1));

        (await _store.PruneAsync(Everything, None)).Blobs.ShouldBe(250);
        (await _store.PruneAsync(Everything with { EndedBefore = _time.GetUtcNow(), DryRun = true }, None)).Blobs.ShouldBe(1);
        (await _store.PruneAsync(Everything with { EndedBefore = _time.GetUtcNow() }, None)).Blobs.ShouldBe(1);

        _side.Number("SELECT (SELECT count(*) FROM blob) + (SELECT count(*) FROM blob_put)").ShouldBe(0);
        _side.Connection.ReadText("PRAGMA integrity_check").ShouldBe("ok");
    }

    public async Task DisposeAsync()
    {
        _side.Dispose();
        await _store.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();
}
