// Proves that a resumed run's events are kept, shown and charged once, and that the store is asked only about what it may have.
using Google.Protobuf;
using Tactus.Broker.Gate;
using Tactus.Broker.Observing;
using Tactus.Broker.Tests.Support;
using Tactus.Journal;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.Events;

public sealed class KnownEventsTests
{
    [Fact]
    public async Task What_an_earlier_execution_printed_is_not_printed_again()
    {
        using var run = new DurableRun();
        await EmitAsync(run, Print(0, 1, "before"));
        await run.PingAsync("main", 1);
        await EmitAsync(run, Print(1, 1, "after"));
        var seen = new Watcher();
        run.Resume(observer: seen);
        await EmitAsync(run, Print(0, 1, "before"), Print(1, 1, "after"), Print(1, 2, "new"));

        seen.Texts.ShouldBe(["new"]);
        (await TextsAsync(run)).ShouldBe(["before", "after", "new"]);
    }

    [Fact]
    public async Task What_is_dropped_costs_nothing()
    {
        using var run = new DurableRun(Grants.WithLimits(limits => limits with { Output = 1000 }));
        await EmitAsync(run, Print(0, 1, new string('x', 600)));
        run.Resume();
        await EmitAsync(run, Print(0, 1, new string('x', 600)));
        await EmitAsync(run, Print(0, 2, new string('x', 300)));
        (await Should.ThrowAsync<EffectException>(() => EmitAsync(run, Print(0, 3, new string('x', 200))))).Code.ShouldBe("TAC3604");
    }

    [Fact]
    public async Task Nothing_is_asked_about_events_behind_the_recorded_end()
    {
        using var run = new DurableRun();
        await run.PingAsync("main", 1);
        run.Resume();
        await EmitAsync(run, Print(1, 1, "a"));
        run.Store.EventsLookedFor.ShouldBe(1);
        await run.PingAsync("main", 2);
        await EmitAsync(run, Print(2, 1, "b"), Print(2, 2, "c"));
        await EmitAsync(run, Print(1, 1, "d", "main/2.branch"));
        run.Store.EventsLookedFor.ShouldBe(1);
        (await TextsAsync(run)).ShouldBe(["a", "b", "c", "d"]);
    }

    [Fact]
    public async Task A_fresh_run_asks_nothing()
    {
        using var run = new DurableRun();
        await EmitAsync(run, Print(0, 1, "a"));
        run.Store.EventsLookedFor.ShouldBe(0);
        run.Store.Lookups.ShouldBe(0);
    }

    [Fact]
    public async Task A_malformed_event_spoils_its_batch_in_a_resumed_run_too()
    {
        using var run = new DurableRun();
        run.Resume();
        await Should.ThrowAsync<ConversationException>(() => EmitAsync(run, Print(0, 1, "good"), Print(0, 1, "bad", "main/1.nonsense")));
        (await TextsAsync(run)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Events_of_more_branches_than_are_remembered_are_still_known()
    {
        using var run = new DurableRun();
        for (int position = 1; position <= 600; position++)
        {
            await run.OpenAsync("main", position);
            await EmitAsync(run, Print(0, 1, "x", $"main/{position}.branch"));
        }

        var seen = new Watcher();
        run.Resume(observer: seen);
        for (int position = 1; position <= 600; position++)
        {
            await EmitAsync(run, Print(0, 1, "x", $"main/{position}.branch"));
        }

        seen.Texts.ShouldBeEmpty();
        await EmitAsync(run, Print(0, 2, "y", "main/1.branch"));
        seen.Texts.ShouldBe(["y"]);
    }

    private static Event Print(ulong position, uint ordinal, string text, string branch = "main") => new()
    {
        Key = new EffectKey { Branch = branch, Position = position },
        Ordinal = ordinal,
        Kind = Event.Types.Kind.Print,
        Text = ByteString.CopyFromUtf8(text),
    };

    private static Task EmitAsync(DurableRun run, params Event[] events)
    {
        var batch = new EmitRequest();
        batch.Events.AddRange(events);
        return run.Broker.Host.Events.AcceptAsync(batch, CancellationToken.None).AsTask();
    }

    private static async Task<List<string>> TextsAsync(DurableRun run)
    {
        var texts = new List<string>();
        await foreach (RunEvent one in run.Store.ReadEventsAsync("run1", CancellationToken.None))
        {
            texts.Add(System.Text.Encoding.UTF8.GetString(one.Text));
        }

        return texts;
    }

    private sealed class Watcher : IRunObserver
    {
        public List<string> Texts { get; } = [];

        public void OnEffectStarted(EffectStarted effect)
        {
        }

        public void OnEffectEnded(EffectEnded effect)
        {
        }

        public void OnEvent(RunEvent runEvent) => Texts.Add(System.Text.Encoding.UTF8.GetString(runEvent.Text));
    }
}
