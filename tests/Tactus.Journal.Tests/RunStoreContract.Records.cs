namespace Tactus.Journal.Tests;

// Runs: what their records say, how they are found and listed.
public abstract partial class RunStoreContract
{
    [Fact]
    public async Task A_created_run_comes_back_whole()
    {
        var record = Sample.Run("r1");
        await _store.CreateAsync(record, None);

        (await _store.FindAsync("r1", None)).ShouldBeEquivalentTo(record);
    }

    [Fact]
    public async Task A_hash_that_is_known_later_joins_the_record_and_the_first_of_its_name_stays()
    {
        await _store.CreateAsync(Sample.Run("r1"), None);

        await _store.AddHashAsync("r1", 1, "plugin:a.sh", "11", None);
        await _store.AddHashAsync("r1", 1, "plugin:a.sh", "22", None);

        var hashes = (await _store.FindAsync("r1", None))!.Hashes;
        hashes["plugin:a.sh"].ShouldBe("11");
        hashes.Count.ShouldBe(Sample.Run("r1").Hashes.Count + 1);
        (await Refusal(() => _store.AddHashAsync("r1", 2, "plugin:b.sh", "33", None))).ShouldBe("TAC6103");
        (await Refusal(() => _store.AddHashAsync("none", 1, "plugin:b.sh", "33", None))).ShouldBe("TAC6101");
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
}
