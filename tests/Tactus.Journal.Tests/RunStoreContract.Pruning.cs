namespace Tactus.Journal.Tests;

// Old runs go whole, with what only they hold; whatever somebody may come back to stays.
public abstract partial class RunStoreContract
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private PruneQuery All => new(Time.GetUtcNow(), Unfinished: true);

    [Fact]
    public async Task Runs_that_ended_before_a_time_go_with_everything_oldest_first()
    {
        await Create("young");
        await Create("b", [.. Enumerable.Range(1, 1_200).Select(i => Sample.Entry(i))]);
        await _store.AppendEventsAsync("b", 1, [.. Enumerable.Range(1, 1_200).Select(i => Sample.Event(1, i))], None);
        await _store.AnswerAsync(Answer("b", 1, [1], "ann"), None);
        await Create("a");
        await _store.CompleteAsync("b", 1, Sample.Completion(), None);
        await _store.CompleteAsync("a", 1, Sample.Completion(RunStatus.Failed) with { At = Sample.Start.AddMinutes(2) }, None);
        await _store.CompleteAsync("young", 1, Sample.Completion(RunStatus.Failed) with { At = Sample.Start.AddMinutes(3) }, None);

        var result = await _store.PruneAsync(new PruneQuery(Sample.Start.AddMinutes(3)), None);

        result.RunIds.ShouldBe(["b", "a"]);
        (await ListIds(new RunQuery())).ShouldBe(["young"]);
        (await _store.FindAsync("b", None)).ShouldBeNull();
        (await Entries("b")).ShouldBeEmpty();
        (await Events("b")).ShouldBeEmpty();
        (await _store.FindAnswerAsync("b", new EntryKey("main", 1), None)).ShouldBeNull();
        (await Refusal(() => _store.HeartbeatAsync("b", 1, None))).ShouldBe("TAC6101");
        await _store.CreateAsync(Sample.Run("b"), None);
    }

    [Theory]
    [InlineData(RunStatus.Succeeded, true)]
    [InlineData(RunStatus.Failed, true)]
    [InlineData(RunStatus.Refused, true)]
    [InlineData(RunStatus.TimedOut, true)]
    [InlineData(RunStatus.OutOfBudget, true)]
    [InlineData(RunStatus.OutOfMemory, true)]
    [InlineData(RunStatus.Cancelled, true)]
    [InlineData(RunStatus.Suspended, false)]
    [InlineData(RunStatus.InDoubt, false)]
    [InlineData(RunStatus.Interrupted, false)]
    public async Task Unfinished_runs_go_only_when_that_is_asked_for(RunStatus status, bool finished)
    {
        await Create("r1");
        await _store.CompleteAsync("r1", 1, Sample.Completion(status), None);
        Time.Advance(Month);

        (await _store.PruneAsync(new PruneQuery(Time.GetUtcNow()), None)).RunIds.Count.ShouldBe(finished ? 1 : 0);
        (await _store.PruneAsync(All, None)).RunIds.Count.ShouldBe(finished ? 0 : 1);
        (await _store.FindAsync("r1", None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_run_whose_executor_is_silent_goes_only_as_an_unfinished_one()
    {
        await Create("r1");
        Time.Advance(Month);

        (await _store.PruneAsync(new PruneQuery(Time.GetUtcNow()), None)).RunIds.ShouldBeEmpty();
        (await _store.PruneAsync(All, None)).RunIds.ShouldBe(["r1"]);
    }

    [Fact]
    public async Task A_run_that_runs_is_never_touched()
    {
        await _store.CreateAsync(Sample.Run("alive") with { Executor = ExecutorIdentity.Current().ToString() }, None);
        await Create("beating");
        Time.Advance(Month);
        await _store.HeartbeatAsync("beating", 1, None);

        (await _store.PruneAsync(new PruneQuery(Time.GetUtcNow() + Month, Unfinished: true), None)).RunIds.ShouldBeEmpty();
        await _store.AppendAsync("alive", 1, Sample.New(Sample.Entry(1)), Durability.Flushed, None);
        await _store.AppendAsync("beating", 1, Sample.New(Sample.Entry(1)), Durability.Flushed, None);
    }

    [Fact]
    public async Task An_unfinished_run_counts_from_when_it_was_last_heard_of()
    {
        await Create("r1");
        await _store.CompleteAsync("r1", 1, Sample.Completion(RunStatus.Suspended) with { At = Sample.Start.AddDays(2) }, None);

        (await _store.PruneAsync(new PruneQuery(Sample.Start.AddDays(2), Unfinished: true), None)).RunIds.ShouldBeEmpty();
        (await _store.PruneAsync(new PruneQuery(Sample.Start.AddDays(2).AddTicks(1), Unfinished: true), None)).RunIds.ShouldBe(["r1"]);
    }

    [Fact]
    public async Task What_a_waiting_run_started_stays_with_it_and_goes_with_it()
    {
        await Create("parent");
        await _store.CreateAsync(Sample.Run("child") with { ParentId = "parent" }, None);
        await _store.CreateAsync(Sample.Run("grandchild") with { ParentId = "child" }, None);
        await _store.CreateAsync(Sample.Run("orphan") with { ParentId = "gone" }, None);
        await _store.CompleteAsync("grandchild", 1, Sample.Completion(), None);
        await _store.CompleteAsync("child", 1, Sample.Completion(), None);
        await _store.CompleteAsync("orphan", 1, Sample.Completion(), None);
        await _store.CompleteAsync("parent", 1, Sample.Completion(RunStatus.Suspended), None);
        Time.Advance(Month);

        (await _store.PruneAsync(new PruneQuery(Time.GetUtcNow()), None)).RunIds.ShouldBe(["grandchild", "orphan"]);
        (await _store.PruneAsync(All, None)).RunIds.ShouldBe(["child", "parent"], ignoreOrder: true);
    }

    [Fact]
    public async Task Blobs_go_with_the_last_run_that_names_them()
    {
        var (shared, own) = (await Put("shared"), await Put("own"));
        await CreateWith("a", shared, own);
        await CreateWith("b", shared);
        await _store.CompleteAsync("a", 1, Sample.Completion(), None);
        Time.Advance(Month);

        var result = await _store.PruneAsync(new PruneQuery(Time.GetUtcNow()), None);

        (result.RunIds.ShouldHaveSingleItem(), result.Blobs).ShouldBe(("a", 1));
        (await _store.FindBlobAsync(own, None)).ShouldBeNull();
        (await _store.FindBlobAsync(shared, None)).ShouldNotBeNull();
        (await _store.PruneAsync(All, None)).ShouldBeEquivalentTo(new PruneResult(new List<string> { "b" }, 1));
        (await _store.FindBlobAsync(shared, None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_blob_that_was_put_for_a_run_about_to_be_created_stays()
    {
        var old = await Put("old");
        var again = await Put("again");
        Time.Advance(Month);
        var fresh = await Put("fresh");
        await Put("again");

        (await _store.PruneAsync(All, None)).Blobs.ShouldBe(1);

        (await _store.FindBlobAsync(old, None)).ShouldBeNull();
        await CreateWith("r1", fresh, again);
    }

    [Fact]
    public async Task A_blob_stays_for_an_hour_after_it_was_last_put()
    {
        var hash = await Put("again");
        Time.Advance(TimeSpan.FromMinutes(29));
        await Put("again");
        Time.Advance(TimeSpan.FromHours(1));
        (await _store.PruneAsync(All, None)).Blobs.ShouldBe(0);
        (await _store.FindBlobAsync(hash, None)).ShouldNotBeNull();

        Time.Advance(TimeSpan.FromMinutes(31));
        (await _store.PruneAsync(All, None)).Blobs.ShouldBe(1);
    }

    [Fact]
    public async Task A_fork_keeps_what_it_shares_when_its_origin_goes()
    {
        var file = await Put("procedure");
        await CreateWith("r1", file);
        var large = new byte[100_000];
        await _store.AppendAsync("r1", 1, Sample.New(Sample.Entry(1, result: large)), Durability.Flushed, None);
        await _store.ForkAsync("r1", 1, Fork("r2", "r1", 1) with { Files = (await _store.FindAsync("r1", None))!.Files }, None);
        await _store.CompleteAsync("r1", 1, Sample.Completion(), None);
        Time.Advance(Month);

        (await _store.PruneAsync(new PruneQuery(Time.GetUtcNow()), None)).ShouldBeEquivalentTo(new PruneResult(new List<string> { "r1" }, 0));

        (await Entries("r2")).ShouldHaveSingleItem().Result.ShouldBe(large);
        (await _store.FindBlobAsync(file, None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_go_and_removes_nothing()
    {
        await CreateWith("a", await Put("own"));
        await Put("nobody's");
        await _store.CompleteAsync("a", 1, Sample.Completion(), None);
        Time.Advance(Month);
        var query = new PruneQuery(Time.GetUtcNow());

        var told = await _store.PruneAsync(query with { DryRun = true }, None);
        (await _store.PruneAsync(query with { DryRun = true }, None)).ShouldBeEquivalentTo(told);
        (await _store.FindAsync("a", None)).ShouldNotBeNull();

        (await _store.PruneAsync(query, None)).ShouldBeEquivalentTo(told);
        told.ShouldBeEquivalentTo(new PruneResult(new List<string> { "a" }, 2));
        (await _store.PruneAsync(query, None)).ShouldBeEquivalentTo(new PruneResult(new List<string>(), 0));
    }

    private async Task CreateWith(string runId, params byte[][] hashes) => await _store.CreateAsync(
        Sample.Run(runId) with { Files = [.. hashes.Select((hash, i) => new RunFile("module", $"m{i}", $"m{i}.tac", $"/m{i}.tac", hash))] }, None);
}
