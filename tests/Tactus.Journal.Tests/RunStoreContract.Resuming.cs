using System.Text;
using Tactus.Protocol;

namespace Tactus.Journal.Tests;

// Taking runs over, waiting, answering and cancelling: what happens to a run between two executions.
public abstract partial class RunStoreContract
{
    [Fact]
    public async Task Everything_that_a_record_says_of_its_origin_comes_back()
    {
        var record = Sample.Run("r1") with
        {
            WorkingDirectory = "/home/ann/söme where",
            CoercesInput = true,
            ParentId = "r0",
            ContinuedFrom = "rx",
            Files = new List<RunFile>
            {
                new("procedure", "", "report.tac", "/home/ann/report.tac", await Put("return 1")),
                new("module", "util.text", "util/text.tac", "/home/ann/util/text.tac", await Put("return {}")),
                new("configuration", "project", ".tactus/config.yml", "/home/ann/.tactus/config.yml", await Put("return {}")),
            },
        };
        await _store.CreateAsync(record, None);

        (await _store.FindAsync("r1", None)).ShouldBeEquivalentTo(record);
    }

    [Fact]
    public async Task A_run_that_names_a_file_nobody_put_is_refused_and_leaves_no_trace()
    {
        var record = Sample.Run("r1") with { Files = [new RunFile("procedure", "", "a.tac", "/a.tac", new byte[32])] };

        (await Refusal(() => _store.CreateAsync(record, None))).ShouldBe("TAC6111");
        (await _store.FindAsync("r1", None)).ShouldBeNull();
        await _store.CreateAsync(Sample.Run("r1"), None);
    }

    [Fact]
    public async Task A_suspended_run_tells_what_it_waits_for_and_until_when()
    {
        await Create("r1");
        var completion = Sample.Completion(RunStatus.Suspended) with { WaitsFor = "human", DueAt = Sample.Start.AddHours(1) };
        await _store.CompleteAsync("r1", 1, completion, None);

        (await _store.FindAsync("r1", None))!.Completion.ShouldBeEquivalentTo(completion);
    }

    [Fact]
    public async Task A_run_that_goes_on_as_another_names_it()
    {
        await Create("r1");
        await _store.CompleteAsync("r1", 1, Sample.Completion() with { ContinuedAs = "r2" }, None);

        (await _store.FindAsync("r1", None))!.Completion!.ContinuedAs.ShouldBe("r2");
    }

    [Fact]
    public async Task Suspended_runs_are_listed_once_they_are_due()
    {
        foreach (var (run, due) in ((string, int?)[])[("early", 1), ("late", 3), ("never", null), ("taken", 1)])
        {
            await Create(run);
            await _store.CompleteAsync(
                run, 1, Sample.Completion(RunStatus.Suspended) with { DueAt = due is { } hours ? Sample.Start.AddHours(hours) : null }, None);
        }

        await Create("ended");
        await _store.CompleteAsync("ended", 1, Sample.Completion() with { DueAt = Sample.Start }, None);
        await _store.TakeOverAsync("taken", 1, "me", None);

        (await ListIds(new RunQuery(DueBefore: Sample.Start.AddHours(1)))).ShouldBe(["early"]);
        (await ListIds(new RunQuery(DueBefore: Sample.Start.AddHours(1).AddTicks(-1)))).ShouldBeEmpty();
        (await ListIds(new RunQuery(DueBefore: Sample.Start.AddHours(5)))).ShouldBe(["late", "early"]);
        (await ListIds(new RunQuery(DueBefore: Sample.Start.AddHours(5), Status: RunStatus.Failed))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Runs_are_listed_by_the_run_that_started_them()
    {
        await Create("parent");
        await _store.CreateAsync(Sample.Run("one") with { ParentId = "parent" }, None);
        await _store.CreateAsync(Sample.Run("two", Sample.Start.AddSeconds(1)) with { ParentId = "parent" }, None);
        await _store.CreateAsync(Sample.Run("three") with { ParentId = "one" }, None);

        (await ListIds(new RunQuery(ParentId: "parent"))).ShouldBe(["two", "one"]);
        (await ListIds(new RunQuery(ParentId: "two"))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("budget", "TAC3010", true)]
    [InlineData("cancelled", "TAC3003", true)]
    [InlineData("cancelled", "TAC3712", false)]
    [InlineData("http", "TAC3003", false)]
    [InlineData("denied", "TAC3101", false)]
    public async Task A_take_over_forgets_what_held_for_one_execution_alone(string kind, string code, bool forgotten)
    {
        await Create(
            "r1",
            Sample.Entry(1),
            Sample.Entry(2, status: EntryStatus.Failed) with { Error = new EntryError(code, "no", kind, false, null) });
        await Create("r2", Sample.Entry(1, status: EntryStatus.Failed) with { Error = new EntryError(code, "no", kind, false, null) });
        await _store.AppendEventsAsync("r1", 1, [Sample.Event(2, 1)], None);

        await _store.TakeOverAsync("r1", 1, "other", None);

        (await Entries("r1")).Select(entry => entry.Key.Position).ShouldBe(forgotten ? [1L] : [1L, 2L]);
        (await History("r1")).Count.ShouldBe(forgotten ? 1 : 2);
        (await Events("r1")).Count.ShouldBe(1);
        (await Entries("r2")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_forgotten_can_be_asked_again_at_the_same_place_under_the_same_numbers()
    {
        await Create("r1", Sample.Entry(1, status: EntryStatus.Failed) with { Error = new EntryError("TAC3010", "spent", "budget", false, null) });
        var epoch = await _store.TakeOverAsync("r1", 1, "other", None);

        await _store.AppendAsync("r1", epoch, Sample.New(Sample.Entry(1)), Durability.Flushed, None);

        (await History("r1")).ShouldHaveSingleItem().Status.ShouldBe(EntryStatus.Succeeded);
    }

    [Fact]
    public async Task A_take_over_that_lost_forgets_nothing()
    {
        await Create("r1", Sample.Entry(1, status: EntryStatus.Failed) with { Error = new EntryError("TAC3010", "spent", "budget", false, null) });
        var before = await _store.FindAsync("r1", None);

        (await Refusal(async () => _ = await _store.TakeOverAsync("r1", 2, "other", None))).ShouldBe("TAC6108");
        (await Refusal(async () => _ = await _store.TakeOverAsync("r1", 0, "other", None))).ShouldBe("TAC6108");

        (await Entries("r1")).Count.ShouldBe(1);
        (await _store.FindAsync("r1", None)).ShouldBeEquivalentTo(before);
    }

    [Fact]
    public async Task The_first_answer_stays_and_the_second_is_told_by_whom_and_when()
    {
        await Create("r1", Sample.Entry(1, status: EntryStatus.Intent));
        var first = Answer("r1", 1, [0xf5], "ann, tactus runs respond");
        await _store.AnswerAsync(first, None);

        var refusal = await Should.ThrowAsync<TactusException>(async () => await _store.AnswerAsync(Answer("r1", 1, [0xf4], "bob"), None));

        refusal.Code.ShouldBe("TAC6109");
        refusal.Message.ShouldContain("ann, tactus runs respond");
        refusal.Message.ShouldContain("2026-03-01 12:00:00");
        (await _store.FindAnswerAsync("r1", new EntryKey("main", 1), None)).ShouldBeEquivalentTo(first);
    }

    [Fact]
    public async Task Of_many_who_answer_at_once_one_is_first()
    {
        await Create("r1", Sample.Entry(1, status: EntryStatus.Intent));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            try
            {
                await _store.AnswerAsync(Answer("r1", 1, [(byte)i], $"person {i}"), None);
                return $"person {i}";
            }
            catch (TactusException refusal)
            {
                return refusal.Code;
            }
        })));

        var winner = outcomes.Where(outcome => outcome != "TAC6109").ShouldHaveSingleItem();
        (await _store.FindAnswerAsync("r1", new EntryKey("main", 1), None))!.AnsweredBy.ShouldBe(winner);
    }

    [Fact]
    public async Task Answers_are_kept_apart_by_run_and_key_and_need_a_run()
    {
        await Create("r1");
        await Create("r2");
        var large = new byte[100_000];
        await _store.AnswerAsync(Answer("r1", 1, [], "ann"), None);
        await _store.AnswerAsync(Answer("r1", 2, large, "bob"), None);

        (await _store.FindAnswerAsync("r1", new EntryKey("main", 1), None))!.Value.ShouldBe([]);
        (await _store.FindAnswerAsync("r1", new EntryKey("main", 2), None))!.Value.ShouldBe(large);
        (await _store.FindAnswerAsync("r1", new EntryKey("main/1.branch", 1), None)).ShouldBeNull();
        (await _store.FindAnswerAsync("r2", new EntryKey("main", 1), None)).ShouldBeNull();
        (await Refusal(() => _store.AnswerAsync(Answer("nothing", 1, [], "ann"), None))).ShouldBe("TAC6101");
    }

    [Theory]
    [InlineData("once", false)]
    [InlineData("idempotent", true)]
    public async Task What_was_said_about_an_attempt_in_doubt_does_not_hold_for_the_next_attempt(string effectClass, bool stays)
    {
        var intent = Sample.Entry(1, status: EntryStatus.Intent) with { Class = effectClass };
        await Create("r1", intent);
        await _store.AnswerAsync(Answer("r1", 1, [0xf5], "ann"), None);

        await _store.AppendAsync("r1", 1, Sample.End(intent with { Attempt = 2, Result = [1] }), Durability.Flushed, None);

        var again = (await _store.FindEntryAsync("r1", intent.Key, None))!;
        (again.Status, again.Attempt, again.Result!.Length).ShouldBe((EntryStatus.Intent, 2, 1));
        ((await _store.FindAnswerAsync("r1", intent.Key, None)) is not null).ShouldBe(stays);

        await _store.AppendAsync("r1", 1, Sample.End(Sample.Entry(1)), Durability.Flushed, None);
        (await History("r1")).ShouldHaveSingleItem().Status.ShouldBe(EntryStatus.Succeeded);
    }

    [Fact]
    public async Task The_end_of_a_run_is_asked_for_once()
    {
        await Create("r1");
        (await _store.IsCancelRequestedAsync("r1", None)).ShouldBeFalse();
        await _store.RequestCancelAsync("r1", None);
        var asked = Time.GetUtcNow();
        Time.Advance(TimeSpan.FromSeconds(1));
        await _store.RequestCancelAsync("r1", None);

        (await _store.IsCancelRequestedAsync("r1", None)).ShouldBeTrue();
        (await _store.FindAsync("r1", None))!.CancelRequestedAt.ShouldBe(asked);
        (await _store.IsCancelRequestedAsync("nothing", None)).ShouldBeFalse();
        (await Refusal(() => _store.RequestCancelAsync("nothing", None))).ShouldBe("TAC6101");
    }

    [Fact]
    public async Task To_ask_for_the_end_of_a_run_that_has_ended_is_harmless()
    {
        await Create("r1");
        await _store.CompleteAsync("r1", 1, Sample.Completion(), None);
        var before = await _store.FindAsync("r1", None);

        await _store.RequestCancelAsync("r1", None);

        (await _store.FindAsync("r1", None)).ShouldBeEquivalentTo(before);
        (await _store.IsCancelRequestedAsync("r1", None)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(RunStatus.Suspended, true)]
    [InlineData(RunStatus.OutOfBudget, false)]
    [InlineData(RunStatus.Interrupted, false)]
    public async Task A_request_to_end_outlasts_a_take_over_unless_the_run_had_ended_otherwise(RunStatus? status, bool stands)
    {
        await Create("r1");
        await _store.RequestCancelAsync("r1", None);
        if (status is { } ended)
        {
            await _store.CompleteAsync("r1", 1, Sample.Completion(ended), None);
        }

        await _store.TakeOverAsync("r1", 1, "other", None);

        (await _store.IsCancelRequestedAsync("r1", None)).ShouldBe(stands);
    }

    private static RunAnswer Answer(string runId, long position, byte[] value, string by) =>
        new(runId, new EntryKey("main", position), value, by, Sample.Start);

    private async Task<byte[]> Put(string content) => await _store.PutBlobAsync(Encoding.UTF8.GetBytes(content), None);
}
