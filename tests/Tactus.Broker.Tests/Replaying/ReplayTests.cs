// Proves that a resumed guest gets its history once, whole, in order and no faster than it reads, and may ask for nothing before.
using Google.Protobuf;
using Tactus.Broker.Sessions;
using Tactus.Broker.Tests.Support;
using Tactus.Journal;
using Tactus.Journal.Memory;
using Tactus.Protocol.Grpc;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Tests.Replaying;

public sealed class ReplayTests
{
    private static readonly StartRequest Hello = new() { ProtocolVersion = 1 };

    [Fact]
    public async Task The_history_is_what_was_answered_in_the_order_of_its_delivery()
    {
        var store = new MemoryRunStore();
        var live = new List<PerformResponse>();
        using (var broker = new TestBroker(store: store))
        {
            live.Add(await broker.AskAtAsync("main", 1, "host.call", "host.ping", Value.MapOf(("n", Value.Of(1)))));
            live.Add(await broker.AskAtAsync("main", 2, "host.call", "nothing"));
            await broker.AskAtAsync("main/3.checkpoint", 1, "host.call", "host.ping");
            live.Add(await broker.AskAtAsync("main", 3, "checkpoint", recorded: Value.Of("kept")));
        }

        await using var run = await LiveSession.StartAsync(store: store, resumed: true);
        (await run.Guest.StartAsync(Hello)).HasHistory.ShouldBeTrue();
        List<ReplayEntry> history = await ReadAsync(run);

        history.Select(entry => entry.Response).ShouldBe(live);
        history[1].Response.Error.Code.ShouldBe("TAC3101");
        history[1].Response.Error.Mend.ShouldNotBeEmpty();
        history.Select(entry => (entry.Key.Branch, entry.Key.Position, entry.Kind)).ShouldBe(
            [("main", 1UL, "host.call"), ("main", 2UL, "host.call"), ("main", 3UL, "checkpoint")]);
        history[0].ArgumentsHash.ToByteArray().ShouldBe(
            System.Security.Cryptography.SHA256.HashData(Value.MapOf(("n", Value.Of(1))).Encode()));
        history[0].Location.ShouldBe(new SourceLocation { File = "test.tac", Line = 7 });
        (await run.Guest.PerformAsync(Ping(4))).Delivery.ShouldBe(5UL);
    }

    [Fact]
    public async Task A_fresh_run_has_no_history_and_need_not_ask_for_it()
    {
        await using var run = await LiveSession.StartAsync();
        (await run.Guest.StartAsync(Hello)).HasHistory.ShouldBeFalse();
        (await run.Guest.PerformAsync(Ping(1))).Value();
        (await ReadAsync(run)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_performed_before_the_history_was_read_to_its_end()
    {
        await using var run = await LiveSession.StartAsync(store: await RecordAsync(3), resumed: true);
        await run.Guest.StartAsync(Hello);
        await ShouldFailAsync(run.Guest.PerformAsync(Ping(4)), GrpcStatusCode.FailedPrecondition);
        (await ReadAsync(run)).Count.ShouldBe(3);
        (await run.Guest.PerformAsync(Ping(4))).Value();
    }

    [Fact]
    public async Task A_history_that_was_read_by_halves_opens_nothing()
    {
        // More than a client's window may grow to (16 MiB): a shorter history could have been sent whole before its reader turned away.
        IRunStore store = await RecordAsync(2000, argumentBytes: 20_000);
        await using var run = await LiveSession.StartAsync(store: store, resumed: true);
        await run.Guest.StartAsync(Hello);
        await foreach (ReplayEntry first in run.Guest.ReplayAsync(new ReplayRequest()))
        {
            first.Response.Delivery.ShouldBe(1UL);
            break;
        }

        await ShouldFailAsync(run.Guest.PerformAsync(Ping(2001)), GrpcStatusCode.FailedPrecondition);
        await ShouldFailAsync(ReadAsync(run), GrpcStatusCode.FailedPrecondition);
    }

    [Fact]
    public async Task The_history_is_read_once()
    {
        await using var run = await LiveSession.StartAsync(store: await RecordAsync(2), resumed: true);
        await run.Guest.StartAsync(Hello);
        (await ReadAsync(run)).Count.ShouldBe(2);
        await ShouldFailAsync(ReadAsync(run), GrpcStatusCode.FailedPrecondition);
        (await run.Guest.PerformAsync(Ping(3))).Value();
    }

    [Fact]
    public async Task A_guest_may_begin_in_the_middle()
    {
        await using var run = await LiveSession.StartAsync(store: await RecordAsync(5), resumed: true);
        await run.Guest.StartAsync(Hello);
        (await ReadAsync(run, from: 4)).Select(entry => entry.Response.Delivery).ShouldBe([4UL, 5UL]);
    }

    [Fact]
    public async Task Nobody_reads_the_history_before_the_start()
    {
        await using var run = await LiveSession.StartAsync(store: await RecordAsync(1), resumed: true);
        await ShouldFailAsync(ReadAsync(run), GrpcStatusCode.FailedPrecondition);
        await run.Guest.StartAsync(Hello);
        (await ReadAsync(run)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_guest_that_does_not_read_holds_a_window_in_memory_and_not_the_journal()
    {
        const int Entries = 2000;
        RecordingStore store = await RecordAsync(Entries, argumentBytes: 20_000);
        await using var run = await LiveSession.StartAsync(store: store, resumed: true);
        await run.Guest.StartAsync(Hello);
        await using IAsyncEnumerator<ReplayEntry> history = run.Guest.ReplayAsync(new ReplayRequest()).GetAsyncEnumerator();
        for (int i = 0; i < 10; i++)
        {
            (await history.MoveNextAsync()).ShouldBeTrue();
        }

        await SettleAsync(run, store);
        store.HistoryRead.ShouldBeLessThan(Entries / 2);
        int read = 10;
        while (await history.MoveNextAsync())
        {
            read++;
        }

        read.ShouldBe(Entries);
    }

    [Fact]
    public async Task A_guest_that_diverges_in_the_middle_of_its_history_may_finish_and_holds_nobody_up()
    {
        RecordingStore store = await RecordAsync(2000, argumentBytes: 20_000);
        await using var run = await LiveSession.StartAsync(store: store, resumed: true);
        await run.Guest.StartAsync(Hello);
        await using IAsyncEnumerator<ReplayEntry> history = run.Guest.ReplayAsync(new ReplayRequest()).GetAsyncEnumerator();
        (await history.MoveNextAsync()).ShouldBeTrue();
        await SettleAsync(run, store);
        await run.Guest.FinishAsync(new FinishRequest
        {
            Status = FinishRequest.Types.Status.Failed, Error = new ProcedureError { Code = "TAC1401", Message = "another way" },
        });

        SessionOutcome outcome = await run.Session.Completion;
        outcome.End.ShouldBe(SessionEnd.Finished);
        outcome.Finish!.Error.Code.ShouldBe("TAC1401");
        await run.Session.DisposeAsync();
    }

    // The broker runs ahead until the window is full, and then no further, however often it is spoken to.
    private static async Task SettleAsync(LiveSession run, RecordingStore store)
    {
        for (int quiet = 0, read = 0; quiet < 50; quiet = store.HistoryRead == read ? quiet + 1 : 0)
        {
            read = store.HistoryRead;
            await run.Guest.EmitAsync(new EmitRequest());
        }
    }

    private static async Task<RecordingStore> RecordAsync(int entries, int argumentBytes = 0)
    {
        var store = new RecordingStore();
        using var broker = new TestBroker(store: store);
        for (int position = 1; position <= entries; position++)
        {
            (await broker.AskAtAsync("main", position, "host.call", "host.echo", Value.MapOf(("x", Value.Of(new byte[argumentBytes]))))).Value();
        }

        return store;
    }

    private static async Task<List<ReplayEntry>> ReadAsync(LiveSession run, ulong from = 0)
    {
        var entries = new List<ReplayEntry>();
        await foreach (ReplayEntry entry in run.Guest.ReplayAsync(new ReplayRequest { FromDelivery = from }))
        {
            entries.Add(entry);
        }

        return entries;
    }

    private static PerformRequest Ping(long position) => TestBroker.Request(position, "host.call", "host.ping", Value.EmptyMap);

    private static async Task ShouldFailAsync(Task call, GrpcStatusCode status) =>
        (await Should.ThrowAsync<GrpcException>(() => call)).Status.ShouldBe(status);
}
