using Tactus.Broker.People;
using Tactus.Broker.Tests.Support;
using Tactus.Journal;
using Tactus.Protocol;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.People;

// Proves how a question gets its one answer: from a person here, from a row, or from the time; the first wins, and no crash loses it.
public sealed class HumanAskTests
{
    private const string Approve = """{"message": "Go on?"}""";
    private const string ApproveInAMinute = """{"message": "Go on?", "timeout": 60}""";
    private const string NoInAMinute = """{"message": "Go on?", "timeout": 60, "default": false}""";
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(250);

    [Fact]
    public async Task Without_anybody_here_it_suspends_and_takes_the_answer_when_it_goes_on()
    {
        using var run = new WaitingRun();
        PerformResponse first = await run.AskAsync("human.ask", "approve", Approve);
        first.Suspended.WaitsFor.ShouldBe("human");
        first.Suspended.DueUnixNanos.ShouldBe(0);

        await run.GoOnAsync();
        (await run.AskAsync("human.ask", "approve", Approve)).Suspended.WaitsFor.ShouldBe("human");

        await run.AnswerAsync("true");
        await run.GoOnAsync();
        (await run.AskAsync("human.ask", "approve", Approve)).Value().ShouldBe(Value.True);
        (await run.EntryAsync()).Status.ShouldBe(EntryStatus.Succeeded);
    }

    [Fact]
    public async Task The_person_here_answers_and_the_answer_is_a_row_that_says_who()
    {
        var ann = new ScriptedPeople();
        using var run = new WaitingRun(ann);
        Task<PerformResponse> asked = run.AskAsync("human.ask", "approve", Approve);
        HumanQuestion question = await ann.Asked;
        question.Type.ShouldBe("approve");
        question.SourceFile.ShouldBe("test.tac");
        question.SourceLine.ShouldBe(7);
        ann.Answer(new HumanAnswer(Value.True, "ann (terminal)"));

        (await asked).Value().ShouldBe(Value.True);
        RunAnswer row = await run.RowAsync();
        row.AnsweredBy.ShouldBe("ann (terminal)");
        Value.Decode(row.Value).ShouldBe(Value.True);
    }

    [Fact]
    public async Task Who_would_rather_answer_later_suspends_the_run()
    {
        var ann = new ScriptedPeople();
        using var run = new WaitingRun(ann);
        ann.Answer(null);
        (await run.AskAsync("human.ask", "approve", Approve)).Suspended.WaitsFor.ShouldBe("human");
        (await run.Store.FindAnswerAsync(WaitingRun.Id, WaitingRun.Key(1), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_row_that_comes_while_the_person_here_thinks_wins_and_the_question_is_taken_back()
    {
        var ann = new ScriptedPeople();
        using var run = new WaitingRun(ann);
        Task<PerformResponse> asked = run.AskAsync("human.ask", "approve", Approve);
        await ann.Asked;
        await run.AnswerAsync("false", "bob (runs respond)");

        (await run.Clock.AdvanceUntilAsync(asked, s_look)).Value().ShouldBe(Value.False);
        ann.WasTakenBack.ShouldBeTrue();
        (await run.RowAsync()).AnsweredBy.ShouldBe("bob (runs respond)");
    }

    [Fact]
    public async Task Of_two_answers_at_once_the_first_counts_and_the_second_is_told()
    {
        var ann = new ScriptedPeople();
        using var run = new WaitingRun(ann);
        Task<PerformResponse> asked = run.AskAsync("human.ask", "approve", Approve);
        await ann.Asked;

        // Bob's row is there before Ann's answer, and nobody has looked since.
        await run.AnswerAsync("false", "bob (runs respond)");
        ann.Answer(new HumanAnswer(Value.True, "ann (terminal)"));

        (await asked).Value().ShouldBe(Value.False);
        TactusException second = await Should.ThrowAsync<TactusException>(async () => await run.AnswerAsync("true", "eve (runs respond)"));
        second.Code.ShouldBe("TAC6109");
        second.Message.ShouldContain("bob (runs respond)");
    }

    [Fact]
    public async Task When_the_time_is_up_the_default_answers()
    {
        var ann = new ScriptedPeople();
        using var run = new WaitingRun(ann);
        Task<PerformResponse> asked = run.AskAsync("human.ask", "approve", NoInAMinute);
        (await ann.Asked).DueAt.ShouldBe(run.Clock.GetUtcNow().AddMinutes(1));
        run.Clock.Advance(TimeSpan.FromSeconds(59));

        (await run.Clock.AdvanceUntilAsync(asked, s_look)).Value().ShouldBe(Value.False);
        (await run.RowAsync()).AnsweredBy.ShouldBe("timeout");
        ann.WasTakenBack.ShouldBeTrue();
    }

    [Fact]
    public async Task When_the_time_is_up_and_there_is_no_default_it_fails_and_late_answers_are_told()
    {
        using var run = new WaitingRun();
        (await run.AskAsync("human.ask", "approve", ApproveInAMinute)).Suspended.WaitsFor.ShouldBe("human");
        run.Clock.Advance(TimeSpan.FromSeconds(61));
        await run.GoOnAsync();

        EffectError error = (await run.AskAsync("human.ask", "approve", ApproveInAMinute)).ShouldBeError("TAC3702", "timeout");
        error.Message.ShouldContain("60 s");
        error.Retryable.ShouldBeTrue();
        (await Should.ThrowAsync<TactusException>(async () => await run.AnswerAsync("true"))).Message.ShouldContain("timeout");
    }

    [Fact]
    public async Task The_time_counts_from_the_first_execution()
    {
        using var run = new WaitingRun();
        await run.AskAsync("human.ask", "approve", NoInAMinute);
        run.Clock.Advance(TimeSpan.FromSeconds(40));
        await run.GoOnAsync();
        (await run.AskAsync("human.ask", "approve", NoInAMinute)).Suspended.WaitsFor.ShouldBe("human");
        run.Clock.Advance(TimeSpan.FromSeconds(20));
        await run.GoOnAsync();
        (await run.AskAsync("human.ask", "approve", NoInAMinute)).Value().ShouldBe(Value.False);
    }

    [Fact]
    public async Task An_answer_in_time_counts_even_when_the_run_goes_on_too_late()
    {
        using var run = new WaitingRun();
        await run.AskAsync("human.ask", "approve", NoInAMinute);
        await run.AnswerAsync("true");
        run.Clock.Advance(TimeSpan.FromDays(1));
        await run.GoOnAsync();
        (await run.AskAsync("human.ask", "approve", NoInAMinute)).Value().ShouldBe(Value.True);
    }

    [Fact]
    public async Task A_crash_between_the_row_and_the_entry_loses_nothing()
    {
        // The executor wrote the time-out's row and died before it completed the entry.
        using var run = new WaitingRun();
        await run.AskAsync("human.ask", "approve", ApproveInAMinute);
        await run.AnswerAsync("null", "timeout");
        await run.GoOnAsync();
        (await run.AskAsync("human.ask", "approve", ApproveInAMinute)).ShouldBeError("TAC3702", "timeout");

        // The same with a person's answer: the channel is not asked again.
        await run.AskAsync("human.ask", "input", """{"message": "Name?"}""", position: 2);
        await run.AnswerAsync("\"Ann\"", "ann (terminal)", position: 2);
        var nobody = new ScriptedPeople();
        await run.GoOnAsync(nobody);
        (await run.AskAsync("human.ask", "input", """{"message": "Name?"}""", position: 2)).Value().Text().ShouldBe("Ann");
        nobody.Asked.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_run_that_is_ended_takes_its_question_back_and_leaves_it_open()
    {
        var ann = new ScriptedPeople();
        using var run = new WaitingRun(ann);
        Task<PerformResponse> asked = run.AskAsync("human.ask", "approve", Approve);
        await ann.Asked;
        await run.Ending.CancelAsync();

        (await asked).ShouldBeError("TAC3003", "cancelled");
        ann.WasTakenBack.ShouldBeTrue();
        (await run.EntryAsync()).Status.ShouldBe(EntryStatus.Intent);
    }

    [Fact]
    public async Task Questions_and_answers_pass_the_redactor()
    {
        const string Secret = "s3cret-value-of-mine";
        var ann = new ScriptedPeople();
        using var run = new WaitingRun(ann, ("TOKEN", Secret));
        Task<PerformResponse> asked = run.AskAsync("human.ask", "input", $$"""{"message": "Is it {{Secret}}?"}""");
        (await ann.Asked).Arguments.ToString().ShouldNotContain(Secret);
        ann.Answer(new HumanAnswer(Value.Of("yes, " + Secret), "ann (terminal)"));

        (await asked).Value().Text().ShouldBe("yes, [secret TOKEN]");
        Value.Decode((await run.RowAsync()).Value).Text().ShouldBe("yes, [secret TOKEN]");

        // The control: without the secret the same text passes.
        var bob = new ScriptedPeople();
        using var open = new WaitingRun(bob);
        bob.Answer(new HumanAnswer(Value.Of("yes, " + Secret), "bob (terminal)"));
        (await open.AskAsync("human.ask", "input", """{"message": "?"}""")).Value().Text().ShouldContain(Secret);
    }

    [Fact]
    public async Task A_row_that_no_person_could_have_given_is_not_handed_over()
    {
        using var run = new WaitingRun();
        await run.AskAsync("human.ask", "approve", Approve);
        await run.AnswerAsync("\"yes\"");
        await run.GoOnAsync();
        (await run.AskAsync("human.ask", "approve", Approve)).ShouldBeError("TAC3704", "failed");
    }

    [Fact]
    public async Task Open_questions_are_found_answered_and_found_answered()
    {
        using var run = new WaitingRun();
        await run.AskAsync("human.ask", "select", """{"message": "?", "options": [{"label": "One", "value": 1}], "mode": "single", "timeout": 60}""");
        OpenQuestion open = (await OpenQuestions.ReadAsync(run.Store, WaitingRun.Id, CancellationToken.None)).ShouldHaveSingleItem();
        open.Answer.ShouldBeNull();
        open.Asked.DueAt.ShouldBe(run.Clock.GetUtcNow().AddMinutes(1));

        TactusException misfit = await Should.ThrowAsync<TactusException>(() => AnswerAsync(open, Value.Of("Two")));
        misfit.Code.ShouldBe("TAC3703");
        (await run.Store.FindAnswerAsync(WaitingRun.Id, WaitingRun.Key(1), CancellationToken.None)).ShouldBeNull("nothing may be recorded");

        (await AnswerAsync(open, Value.Of("One"))).ShouldBe(Value.Of(1L));
        (await Should.ThrowAsync<TactusException>(() => AnswerAsync(open, Value.Of("One")))).Code.ShouldBe("TAC6109");
        (await OpenQuestions.ReadAsync(run.Store, WaitingRun.Id, CancellationToken.None)).ShouldHaveSingleItem().Answer.ShouldNotBeNull();

        Task<Value> AnswerAsync(OpenQuestion question, Value value) =>
            OpenQuestions.AnswerAsync(run.Store, question, value, "ann (runs respond)", run.Clock.GetUtcNow(), CancellationToken.None);
    }
}
