// Proves that what a guest prints and logs is bounded, counted, redacted, kept once and shown.
using Google.Protobuf;
using Tactus.Broker.Gate;
using Tactus.Broker.Observing;
using Tactus.Broker.Tests.Support;
using Tactus.Journal;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.Events;

public sealed class EventIntakeTests
{
    [Fact]
    public async Task Events_are_kept_once_redacted_and_shown()
    {
        var observer = new Watcher();
        using var broker = new TestBroker(
            Grants.WithTools(Tools.WithSecret("build", "TOKEN")), observer: observer, secrets: ("TOKEN", "long enough"));
        Event log = Make(1, "is long enough?");
        log.Kind = Event.Types.Kind.Log;
        log.Name = "warn";
        log.Data = ByteString.CopyFrom(Value.MapOf(("k", Value.Of("long enough"))).Encode());
        await broker.Host.Events.AcceptAsync(new EmitRequest { Events = { Make(2, "print"), log } }, CancellationToken.None);
        await broker.Host.Events.AcceptAsync(new EmitRequest { Events = { log } }, CancellationToken.None);

        List<RunEvent> kept = await EventsAsync(broker);
        kept.Count.ShouldBe(2);
        RunEvent one = kept.Single(runEvent => runEvent.Kind == "log");
        System.Text.Encoding.UTF8.GetString(one.Text).ShouldBe("is [secret TOKEN]?");
        Value.Decode(one.Data).ShouldBe(Value.MapOf(("k", Value.Of("[secret TOKEN]"))));
        observer.Seen[1].Name.ShouldBe("warn");
    }

    [Fact]
    public async Task A_long_text_is_cut_and_says_so()
    {
        using var broker = new TestBroker();
        await broker.Host.Events.AcceptAsync(new EmitRequest { Events = { Make(1, new string('x', 100_000)) } }, CancellationToken.None);
        string text = System.Text.Encoding.UTF8.GetString((await EventsAsync(broker)).ShouldHaveSingleItem().Text);
        text.Length.ShouldBeLessThan(66_000);
        text.ShouldEndWith("bytes cut)");
    }

    [Fact]
    public async Task Empty_events_are_counted_too()
    {
        using var broker = new TestBroker(Grants.WithLimits(limits => limits with { Output = 160 }));
        var flood = new EmitRequest();
        flood.Events.AddRange(Enumerable.Range(1, 11).Select(number => Make((uint)number, "")));
        (await Should.ThrowAsync<EffectException>(async () => await broker.Host.Events.AcceptAsync(flood, CancellationToken.None))).Code.ShouldBe("TAC3604");
        flood.Events.RemoveAt(10);
        await broker.Host.Events.AcceptAsync(flood, CancellationToken.None);
    }

    [Fact]
    public async Task A_long_place_is_counted_like_text()
    {
        using var broker = new TestBroker(Grants.WithLimits(limits => limits with { Output = 160 }));
        Event far = Make(1, "");
        far.Location = new SourceLocation { File = new string('f', 1000) };
        (await Should.ThrowAsync<EffectException>(async () =>
            await broker.Host.Events.AcceptAsync(new EmitRequest { Events = { far } }, CancellationToken.None))).Code.ShouldBe("TAC3604");
        far.Location.File = "procedure.tac";
        await broker.Host.Events.AcceptAsync(new EmitRequest { Events = { far } }, CancellationToken.None);
    }

    [Fact]
    public async Task A_malformed_event_spoils_its_batch()
    {
        using var broker = new TestBroker();
        Event[] hostile = [Make(0, "x"), Make(1, "x", "nowhere"), Make(1, "x")];
        hostile[2].Kind = Event.Types.Kind.Unspecified;
        foreach (Event one in hostile)
        {
            await Should.ThrowAsync<ConversationException>(async () =>
                await broker.Host.Events.AcceptAsync(new EmitRequest { Events = { Make(1, "good"), one } }, CancellationToken.None));
        }

        (await EventsAsync(broker)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_observer_sees_effects_begin_and_end()
    {
        var observer = new Watcher();
        using var broker = new TestBroker(observer: observer);
        await broker.CallAsync("host.ping");
        await broker.CallAsync("nothing");
        observer.Started.Select(effect => effect.Name).ShouldBe(["host.ping", "nothing"]);
        observer.Ended.Select(effect => (effect.Status, effect.ErrorCode)).ShouldBe([(EntryStatus.Succeeded, null), (EntryStatus.Denied, "TAC3101")]);
    }

    private static Event Make(uint ordinal, string text, string branch = "main") => new()
    {
        Key = new EffectKey { Branch = branch, Position = 0 },
        Ordinal = ordinal,
        Kind = Event.Types.Kind.Print,
        Text = ByteString.CopyFromUtf8(text),
    };

    private static async Task<List<RunEvent>> EventsAsync(TestBroker broker)
    {
        var events = new List<RunEvent>();
        await foreach (RunEvent one in broker.Store.ReadEventsAsync("run1", CancellationToken.None))
        {
            events.Add(one);
        }

        return events;
    }

    private sealed class Watcher : IRunObserver
    {
        public List<EffectStarted> Started { get; } = [];

        public List<EffectEnded> Ended { get; } = [];

        public List<RunEvent> Seen { get; } = [];

        public void OnEffectStarted(EffectStarted effect) => Started.Add(effect);

        public void OnEffectEnded(EffectEnded effect) => Ended.Add(effect);

        public void OnEvent(RunEvent runEvent) => Seen.Add(runEvent);
    }
}
