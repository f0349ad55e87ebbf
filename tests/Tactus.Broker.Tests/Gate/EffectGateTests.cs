// Proves that the gate does its steps in order: nothing ungranted is performed, nothing is answered before it is recorded, and
// what is recorded is what was answered.
using Tactus.Broker.Gate;
using Tactus.Broker.Tests.Support;
using Tactus.Journal;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.Gate;

public sealed class EffectGateTests
{
    [Fact]
    public async Task A_ping_is_answered_and_recorded_as_a_read()
    {
        using var broker = new TestBroker();
        PerformResponse response = await broker.CallAsync("host.ping", ("n", Value.Of(5)));

        response.Value().ShouldBe(Value.MapOf(("ok", Value.True), ("echo", Value.MapOf(("n", Value.Of(5))))));
        response.Delivery.ShouldBe(1UL);
        response.ClockUnixNanos.ShouldBeGreaterThan(1_600_000_000_000_000_000);
        JournalEntry entry = (await broker.EntriesAsync()).ShouldHaveSingleItem();
        entry.ShouldSatisfyAllConditions(
            () => entry.Class.ShouldBe("read"),
            () => entry.Status.ShouldBe(EntryStatus.Succeeded),
            () => entry.Result.ShouldBe(response.Result.ToByteArray()),
            () => entry.SourceFile.ShouldBe("test.tac"),
            () => entry.SourceLine.ShouldBe(7),
            () => entry.Delivery.ShouldBe(1),
            () => entry.EndedAt.ShouldNotBeNull());
    }

    [Fact]
    public async Task An_unknown_kind_is_refused_and_recorded()
    {
        using var broker = new TestBroker();
        (await broker.AskAsync("shell.exec", "ls", Value.EmptyMap)).ShouldBeError("TAC3001", "invalid");
        (await broker.EntriesAsync()).ShouldHaveSingleItem().Status.ShouldBe(EntryStatus.Denied);
    }

    [Fact]
    public async Task A_write_has_a_durable_intent_before_and_a_durable_result_after_it()
    {
        var store = new RecordingStore();
        using var broker = new TestBroker(store: store);
        var onDisk = new List<bool>();
        store.OnAppend = _ => onDisk.Add(File.Exists(broker.Workspace.At("a.txt")));
        (await broker.AskFileAsync("file.write", "a.txt", ("content", Value.Of("hello")))).Value().ShouldBe(Value.Null);

        onDisk.ShouldBe([false, true]);
        File.ReadAllText(broker.Workspace.At("a.txt")).ShouldBe("hello");
        store.Appends.Select(append => (append.Write.Entry.Status, append.Write.CompletesIntent, append.Durability)).ShouldBe(
        [
            (EntryStatus.Intent, false, Durability.Flushed),
            (EntryStatus.Succeeded, true, Durability.Flushed),
        ]);
    }

    [Fact]
    public async Task A_read_costs_no_flush_and_has_no_intent()
    {
        var store = new RecordingStore();
        using var broker = new TestBroker(store: store);
        await broker.AskFileAsync("file.exists", "a.txt");

        store.Appends.ShouldHaveSingleItem().Durability.ShouldBe(Durability.Lazy);
    }

    [Fact]
    public async Task A_checkpoint_answers_what_was_recorded_and_is_durable()
    {
        var store = new RecordingStore();
        using var broker = new TestBroker(store: store);
        PerformRequest request = TestBroker.Request(1, "checkpoint", "step", Value.EmptyMap);
        request.Recorded = Google.Protobuf.ByteString.CopyFrom(Value.Of("done").Encode());
        PerformResponse response = await broker.Host.Gate.PerformAsync(request, CancellationToken.None);

        response.Value().ShouldBe(Value.Of("done"));
        store.Appends.ShouldHaveSingleItem().Durability.ShouldBe(Durability.Flushed);
    }

    [Fact]
    public async Task A_failing_intent_performs_nothing()
    {
        var store = new RecordingStore();
        using var broker = new TestBroker(store: store);
        store.OnAppend = _ => throw new Protocol.TactusException("TAC6103", "superseded");

        await Should.ThrowAsync<Protocol.TactusException>(() => broker.AskFileAsync("file.write", "a.txt", ("content", Value.Of("x"))));
        File.Exists(broker.Workspace.At("a.txt")).ShouldBeFalse();
    }

    [Fact]
    public async Task Through_the_real_journal_what_was_answered_is_on_disk()
    {
        using var folder = new Folder();
        string path = folder.At("runs.db");
        await using (Journal.Sqlite.SqliteRunStore store = Journal.Sqlite.SqliteRunStore.Open(path))
        {
            using var broker = new TestBroker(store: store);
            (await broker.CallAsync("host.ping")).Value();
            (await broker.AskFileAsync("file.write", "a.txt", ("content", Value.Of(new byte[200_000])))).Value();
            (await broker.AskFileAsync("file.read", "a.txt")).Value();
            (await broker.CallAsync("nothing")).ShouldBeError("TAC3101", "denied").Mend.ShouldContain("declare it under host_tools");
        }

        await using Journal.Sqlite.SqliteRunStore again = Journal.Sqlite.SqliteRunStore.Open(path);
        var entries = new List<JournalEntry>();
        await foreach (JournalEntry entry in again.ReadEntriesAsync("run1", CancellationToken.None))
        {
            entries.Add(entry);
        }

        entries.Select(entry => (entry.Key.Position, entry.Class, entry.Status, entry.Delivery)).ShouldBe(
        [
            (1, "read", EntryStatus.Succeeded, 1),
            (2, "idempotent", EntryStatus.Succeeded, 2),
            (3, "read", EntryStatus.Succeeded, 3),
            (4, "read", EntryStatus.Denied, 4),
        ]);
        ((BytesValue)Value.Decode(entries[2].Result)).Content.Length.ShouldBe(200_000);
        entries[3].Error!.Code.ShouldBe("TAC3101");
    }

    [Fact]
    public async Task A_defect_of_the_broker_tells_the_guest_nothing_of_the_host()
    {
        var observer = new DefectObserver();
        using var broker = new TestBroker(grant: Grants.WithTools(Tools.Exec("build", "make")), helpers: new BrokenHelper(), observer: observer);
        EffectError error = (await broker.CallAsync("build")).ShouldBeError("TAC3002", "failed");
        error.Message.ShouldNotContain("/home");
        observer.Defects.ShouldHaveSingleItem().Message.ShouldContain("/home");
        (await broker.EntriesAsync()).ShouldHaveSingleItem().Status.ShouldBe(EntryStatus.Failed);
    }

    [Fact]
    public async Task A_dry_run_performs_nothing_and_records_what_was_asked()
    {
        using var broker = new TestBroker(dryRun: true);
        (await broker.AskFileAsync("file.write", "a.txt", ("content", Value.Of("x")))).Value().ShouldBe(Value.Null);
        (await broker.CallAsync("host.ping")).Value().ShouldBe(Value.Null);
        (await broker.AskFileAsync("file.write", "../a.txt", ("content", Value.Of("x")))).ShouldBeError("TAC3202", "invalid");

        File.Exists(broker.Workspace.At("a.txt")).ShouldBeFalse();
        (await broker.EntriesAsync()).Select(entry => (entry.Kind, entry.Name)).ShouldBe(
            [("file.write", "a.txt"), ("host.call", "host.ping"), ("file.write", "../a.txt")]);
    }

    [Fact]
    public async Task The_effect_budget_is_fatal_and_stays_so()
    {
        using var broker = new TestBroker(Grants.WithLimits(limits => limits with { Effects = 2 }));
        (await broker.CallAsync("host.ping")).Value();
        (await broker.CallAsync("host.ping")).Value();
        EffectError error = (await broker.CallAsync("host.ping")).ShouldBeError("TAC3601", "budget");

        error.Fatal.ShouldBeTrue();
        error.Mend.ShouldContain("sandbox.limits.effects");
        (await broker.AskFileAsync("file.exists", "x")).ShouldBeError("TAC3601", "budget");
        (await broker.Host.Gate.Fatal).Code.ShouldBe("TAC3601");
        broker.Host.Budget.Effects.ShouldBe(2);
    }

    [Fact]
    public async Task Arguments_that_the_journal_has_no_room_for_end_the_run_and_are_not_kept()
    {
        using var broker = new TestBroker(Grants.WithLimits(limits => limits with { Journal = 1000 }));
        Value large = Value.Of(new string('x', 600));
        (await broker.CallAsync("nothing", ("x", large))).ShouldBeError("TAC3101", "denied");
        EffectError error = (await broker.CallAsync("nothing", ("x", large))).ShouldBeError("TAC3605", "budget");

        error.Fatal.ShouldBeTrue();
        error.Mend.ShouldContain("sandbox.limits.journal");
        List<JournalEntry> entries = await broker.EntriesAsync();
        entries[0].Arguments.Length.ShouldBeGreaterThan(600);
        Value.Decode(entries[1].Arguments).ShouldBe(Value.EmptyMap);
        entries[1].ArgumentsHash.ShouldBe(entries[0].ArgumentsHash);
    }

    [Fact]
    public async Task An_answer_is_recorded_and_the_next_effect_finds_the_journal_full()
    {
        using var broker = new TestBroker(Grants.WithLimits(limits => limits with { Journal = 1000 }));
        broker.Workspace.Write("a.txt", new string('x', 2000));
        broker.Workspace.Write("b.txt", "x");
        (await broker.AskFileAsync("file.read", "b.txt")).Value();
        (await broker.AskFileAsync("file.read", "a.txt")).Value();
        (await broker.AskFileAsync("file.read", "b.txt")).ShouldBeError("TAC3605", "budget");

        (await broker.EntriesAsync())[1].Result!.Length.ShouldBeGreaterThan(2000);
    }

    [Fact]
    public async Task A_procedure_that_asks_in_vain_for_ever_ends()
    {
        using var broker = new TestBroker(Grants.WithLimits(limits => limits with { Effects = 2 }));
        (await broker.CallAsync("tracker.create_issue")).ShouldBeError("TAC3101", "denied");
        (await broker.CallAsync("tracker.create_issue")).ShouldBeError("TAC3101", "denied");
        (await broker.CallAsync("tracker.create_issue")).ShouldBeError("TAC3601", "budget");
        (await broker.CallAsync("tracker.create_issue")).ShouldBeError("TAC3601", "budget");
        (await broker.EntriesAsync()).Select(entry => entry.Status).ShouldBe([EntryStatus.Denied, EntryStatus.Denied, EntryStatus.Denied]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_position_that_is_not_the_next_is_no_effect(long position)
    {
        using var broker = new TestBroker();
        await Should.ThrowAsync<ConversationException>(async () =>
            await broker.Host.Gate.PerformAsync(TestBroker.Request(position, "host.call", "host.ping", Value.EmptyMap), CancellationToken.None));
        (await broker.EntriesAsync()).ShouldBeEmpty();
        (await broker.CallAsync("host.ping")).Value();
    }

    [Fact]
    public async Task A_repeated_position_is_no_effect()
    {
        using var broker = new TestBroker();
        await broker.CallAsync("host.ping");
        ConversationException error = await Should.ThrowAsync<ConversationException>(async () =>
            await broker.Host.Gate.PerformAsync(TestBroker.Request(1, "host.call", "host.ping", Value.EmptyMap), CancellationToken.None));
        error.IsMalformed.ShouldBeFalse();
    }

    [Fact]
    public void The_idempotency_key_follows_run_branch_and_position()
    {
        EffectCall call = EffectCall.Parse(TestBroker.Request(3, "host.call", "x", Value.EmptyMap), "run1");
        call.IdempotencyKey.Length.ShouldBe(32);
        EffectCall.Parse(TestBroker.Request(3, "file.read", "y", Value.EmptyMap), "run1").IdempotencyKey.ShouldBe(call.IdempotencyKey);
        EffectCall.Parse(TestBroker.Request(4, "host.call", "x", Value.EmptyMap), "run1").IdempotencyKey.ShouldNotBe(call.IdempotencyKey);
        EffectCall.Parse(TestBroker.Request(3, "host.call", "x", Value.EmptyMap), "run2").IdempotencyKey.ShouldNotBe(call.IdempotencyKey);
    }

    private sealed class BrokenHelper : Sandbox.Helpers.IHelperSandbox
    {
        public Task<Sandbox.Helpers.HelperResult> RunAsync(Sandbox.Helpers.HelperCommand command, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("no such thing as /home/someone");

        public Task<Sandbox.Helpers.IHelperProcess> StartAsync(
            Sandbox.Helpers.HelperCommand command, Sandbox.Helpers.IHelperOutput output, CancellationToken cancellationToken) =>
            throw new NotSupportedException("no test of the broker keeps a program running");
    }

    private sealed class DefectObserver : Observing.IRunObserver
    {
        public List<Exception> Defects { get; } = [];

        public void OnDefect(Exception defect) => Defects.Add(defect);

        public void OnEffectStarted(Observing.EffectStarted effect)
        {
        }

        public void OnEffectEnded(Observing.EffectEnded effect)
        {
        }

        public void OnEvent(RunEvent runEvent)
        {
        }
    }
}
