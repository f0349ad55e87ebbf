// Proves what becomes of an effect that was begun and not answered when its host died: repeated under its key if it may be, never unasked if it
// may not, and never mistaken for another.
using Tactus.Broker.Gate;
using Tactus.Broker.Tests.Support;
using Tactus.Journal;
using Tactus.Policy.Grants;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.Gate;

public sealed class DoubtfulEffectTests
{
    [Fact]
    public async Task An_idempotent_effect_is_repeated_under_its_key_with_its_note()
    {
        using var run = new DurableRun();
        run.Idempotent.Note = Value.Of("note");
        await run.PingAsync("main", 1);
        await run.DieInAsync("main", 2, "step.idempotent", "x");
        run.Resume();
        PerformResponse response = await run.AskAsync("main", 2, "step.idempotent", "x");

        response.Value().ShouldBe(Value.Of("done"));
        response.Delivery.ShouldBe(2UL);
        (EntryKey Key, string IdempotencyKey, Value? Note, bool IsRepeat)[] performed = [.. run.Idempotent.Performed];
        performed.Select(one => (one.Note, one.IsRepeat)).ShouldBe([(null, false), (Value.Of("note"), true)]);
        performed[1].IdempotencyKey.ShouldBe(performed[0].IdempotencyKey);
        JournalEntry entry = await run.EntryAsync("main", 2);
        entry.ShouldSatisfyAllConditions(
            () => entry.Attempt.ShouldBe(2),
            () => entry.Sequence.ShouldBe(2),
            () => entry.Status.ShouldBe(EntryStatus.Succeeded),
            () => Value.Decode(entry.Result).ShouldBe(Value.Of("done")));
        (await run.PingAsync("main", 3)).Value();
    }

    [Fact]
    public async Task An_effect_that_may_happen_once_is_not_repeated_unasked()
    {
        using var run = new DurableRun();
        await run.DieInAsync("main", 1, "step.once", "tracker.create_issue");
        run.Resume();
        PerformResponse response = await run.AskAsync("main", 1, "step.once", "tracker.create_issue");

        EffectError error = response.ShouldBeError("TAC3611", "in_doubt");
        error.Fatal.ShouldBeTrue();
        error.Message.ShouldContain("main:1 step.once tracker.create_issue, test.tac:7");
        error.Mend.ShouldContain("tactus runs resolve run1 --entry main:1 --happened '{…}' | --did-not-happen | --retry");
        response.Delivery.ShouldBe(0UL);
        run.Once.Performed.Count.ShouldBe(1);
        (await run.EntryAsync("main", 1)).Status.ShouldBe(EntryStatus.Intent);
        (await run.PingAsync("main", 2)).ShouldBeError("TAC3611", "in_doubt");
    }

    [Fact]
    public async Task What_a_person_says_has_happened_is_the_answer()
    {
        using var run = new DurableRun();
        await run.DieInAsync("main", 1, "step.once");
        await run.SayAsync("main", 1, ("happened", Value.MapOf(("id", Value.Of(7)))));
        run.Resume();
        (await run.AskAsync("main", 1, "step.once")).Value().Get("id").Integer().ShouldBe(7);

        run.Once.Performed.Count.ShouldBe(1);
        JournalEntry entry = await run.EntryAsync("main", 1);
        entry.Status.ShouldBe(EntryStatus.Succeeded);
        entry.Attempt.ShouldBe(1);
    }

    [Theory]
    [InlineData("did_not_happen")]
    [InlineData("retry")]
    public async Task A_person_may_have_it_done_again(string said)
    {
        using var run = new DurableRun();
        await run.DieInAsync("main", 1, "step.once");
        await run.SayAsync("main", 1, (said, Value.True));
        run.Resume();
        (await run.AskAsync("main", 1, "step.once")).Value().ShouldBe(Value.Of("done"));

        run.Once.Performed.Count.ShouldBe(2);
        (await run.EntryAsync("main", 1)).Attempt.ShouldBe(2);
    }

    [Theory]
    [InlineData("retry", false)]
    [InlineData("resolved", true)]
    public async Task A_word_that_is_no_resolution_leaves_the_doubt(string said, bool value)
    {
        using var run = new DurableRun();
        await run.DieInAsync("main", 1, "step.once");
        await run.SayAsync("main", 1, (said, Value.Of(value)));
        run.Resume();
        (await run.AskAsync("main", 1, "step.once")).ShouldBeError("TAC3611", "in_doubt");
        run.Once.Performed.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_persons_word_excuses_one_attempt_and_no_second()
    {
        using var run = new DurableRun();
        await run.DieInAsync("main", 1, "step.once");
        await run.SayAsync("main", 1, ("did_not_happen", Value.True));
        run.Resume();
        await run.DieInAsync("main", 1, "step.once");
        run.Resume();
        (await run.AskAsync("main", 1, "step.once")).ShouldBeError("TAC3611", "in_doubt");
        run.Once.Performed.Count.ShouldBe(2);

        await run.SayAsync("main", 1, ("retry", Value.True));
        run.Resume();
        (await run.AskAsync("main", 1, "step.once")).Value();
        (await run.EntryAsync("main", 1)).Attempt.ShouldBe(3);
    }

    [Fact]
    public async Task A_tool_that_can_no_longer_be_repeated_is_not()
    {
        using var run = new DurableRun();
        await run.DieInAsync("main", 1, "step.idempotent");
        run.Idempotent = new StepHandler("step.idempotent", EffectClass.Once);
        run.Resume();
        (await run.AskAsync("main", 1, "step.idempotent")).ShouldBeError("TAC3611", "in_doubt");
        run.Idempotent.Performed.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tool_that_could_not_be_repeated_then_is_not_repeated_now()
    {
        using var run = new DurableRun();
        await run.DieInAsync("main", 1, "step.once");
        run.Once = new StepHandler("step.once", EffectClass.Idempotent);
        run.Resume();
        (await run.AskAsync("main", 1, "step.once")).ShouldBeError("TAC3611", "in_doubt");
        run.Once.Performed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("step.once", "x", 1)]
    [InlineData("step.idempotent", "y", 1)]
    [InlineData("step.idempotent", "x", 2)]
    public async Task Another_effect_in_its_place_is_a_divergence(string kind, string name, long argument)
    {
        using var run = new DurableRun();
        await run.DieInAsync("main", 1, "step.idempotent", "x", Value.MapOf(("n", Value.Of(1))));
        run.Resume();
        EffectError error = (await run.AskAsync("main", 1, kind, name, Value.MapOf(("n", Value.Of(argument))))).ShouldBeError("TAC3610", "invalid");

        error.Fatal.ShouldBeTrue();
        error.Message.ShouldContain("at main:1 it began step.idempotent x, test.tac:7");
        run.Once.Performed.ShouldBeEmpty();
        run.Idempotent.Performed.Count.ShouldBe(1);
        (await run.EntryAsync("main", 1)).Status.ShouldBe(EntryStatus.Intent);

        run.Resume();
        (await run.AskAsync("main", 1, "step.idempotent", "x", Value.MapOf(("n", Value.Of(1))))).Value();
    }

    [Fact]
    public async Task What_is_answered_or_not_yet_reached_cannot_be_asked_for()
    {
        using var run = new DurableRun();
        await run.PingAsync("main", 1);
        await run.DieInAsync("main", 2, "step.idempotent");
        run.Resume();
        await run.ShouldRefuseAsync(run.PingAsync("main", 1));
        await run.ShouldRefuseAsync(run.PingAsync("main", 3));
        (await run.AskAsync("main", 2, "step.idempotent")).Value();
    }

    [Fact]
    public async Task A_revoked_grant_stays_revoked()
    {
        using var run = new DurableRun();
        await run.DieInAsync("main", 1, "step.idempotent");
        run.Idempotent.IsDenied = true;
        run.Resume();
        (await run.AskAsync("main", 1, "step.idempotent")).ShouldBeError("TAC3101", "denied");

        run.Idempotent.Performed.Count.ShouldBe(1);
        (await run.EntryAsync("main", 1)).Status.ShouldBe(EntryStatus.Failed);
    }

    [Fact]
    public async Task What_was_begun_is_not_charged_again()
    {
        using var run = new DurableRun(Grants.WithLimits(limits => limits with { Effects = 2 }));
        await run.DieInAsync("main", 1, "step.idempotent");
        run.Resume();
        (await run.AskAsync("main", 1, "step.idempotent")).Value();
        (await run.PingAsync("main", 2)).Value();
        (await run.PingAsync("main", 3)).ShouldBeError("TAC3601", "budget");
    }

    [Fact]
    public async Task A_repeat_may_wait_or_fail_like_the_first()
    {
        using var run = new DurableRun();
        await run.DieInAsync("main", 1, "step.idempotent");
        run.Resume();
        run.Idempotent.OnPerform = (_, _) => throw new EffectSuspendedException(WaitsFor.Human);
        (await run.AskAsync("main", 1, "step.idempotent")).Suspended.WaitsFor.ShouldBe("human");
        run.Resume();
        run.Idempotent.OnPerform = (_, _) => throw new EffectException("TAC3301", EffectErrorKind.Failed, "no");
        (await run.AskAsync("main", 1, "step.idempotent")).ShouldBeError("TAC3301", "failed");

        (await run.EntryAsync("main", 1)).Status.ShouldBe(EntryStatus.Failed);
    }

    [Fact]
    public async Task A_cancelled_repeat_stays_open()
    {
        using var run = new DurableRun();
        await run.DieInAsync("main", 1, "step.idempotent");
        run.Resume();
        using var ending = new CancellationTokenSource();
        run.Idempotent.OnPerform = async (_, token) =>
        {
            await ending.CancelAsync();
            token.ThrowIfCancellationRequested();
            return Value.Null;
        };
        PerformRequest request = TestBroker.Request(1, "step.idempotent", "", Value.EmptyMap);
        (await run.Broker.Host.Gate.PerformAsync(request, ending.Token)).ShouldBeError("TAC3003", "cancelled");
        (await run.EntryAsync("main", 1)).Status.ShouldBe(EntryStatus.Intent);
    }

    [Fact]
    public async Task A_read_that_was_lost_is_simply_asked_again()
    {
        using var run = new DurableRun();
        await run.PingAsync("main", 1);
        await run.DieInAsync("main", 2, "host.call", "host.ping");
        run.Resume();
        (await run.PingAsync("main", 2)).Value();
        (await run.EntryAsync("main", 2)).Attempt.ShouldBe(1);
    }
}
