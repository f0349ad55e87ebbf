using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Tactus.Guest.Tests.Harness;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Guest.Tests.Session;

/// <summary>Proves that the real guest replays a long journal fast and in little memory, goes live behind it, and keeps answers in delivery order.</summary>
public sealed class ReplayTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int Entries = 100_000;
    private const long MebiByte = 1024;
    private static readonly ByteString s_result = ByteString.CopyFrom(Value.MapOf(("ok", Value.True)).Encode());

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task A_hundred_thousand_entries_are_replayed_in_two_seconds_and_little_memory(int effectsPerLine)
    {
        StartResponse start = Runs.Of(
            $"Procedure {{ function() for i = 1, {Entries} do if i % {effectsPerLine} == 0 then print(i) end Host.call('host.ping', {{ i = i }}) end "
            + "return Host.call('host.ping', { i = 0 }).ok end }");
        start.HasHistory = true;
        start.Limits.OutputBytes = 1 << 30;
        await using TestBroker broker = await TestBroker.StartAsync(start);
        List<ReplayEntry> history = [.. Enumerable.Range(1, Entries).Select(EntryOf)];
        broker.History = history;
        GuestRun? guest = null;
        long resident = 0;
        var watch = Stopwatch.StartNew();
        TimeSpan replayed = TimeSpan.Zero;
        TimeSpan processor = TimeSpan.Zero;
        var performed = new ConcurrentQueue<ulong>();
        broker.OnPerform = request =>
        {
            replayed = watch.Elapsed;
            performed.Enqueue(request.Key.Position);
            resident = ResidentKibibytes(guest!);
            return Task.FromResult(Runs.Answer(request, Value.MapOf(("ok", Value.True))));
        };
        using (guest = GuestRun.Start(broker))
        {
            FinishRequest finish = await guest.FinishAsync(broker);
            finish.Status.ShouldBe(FinishRequest.Types.Status.Succeeded, finish.Error?.Message);
            processor = TimeSpan.FromMicroseconds(finish.Usage.CpuTimeUs);
        }

        performed.ShouldBe([Entries + 1UL]);
        broker.Events.Count.ShouldBe(Entries / effectsPerLine);
        output.WriteLine($"{replayed} in all, {processor} of the guest's, {resident} KiB resident");
        resident.ShouldBeLessThan(48 * MebiByte);

        // The guest's own time, so that a busy machine does not matter.
        processor.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Large_entries_are_read_no_further_ahead_than_the_window()
    {
        const int Large = 40;
        StartResponse start = Runs.Of($"Procedure {{ function() for i = 1, {Large} do Host.call('host.ping', {{ i = i }}) end Host.call('end') end }}");
        start.HasHistory = true;
        await using TestBroker broker = await TestBroker.StartAsync(start);
        byte[] large = new byte[4 << 20];
        broker.History = Enumerable.Range(1, Large).Select(position =>
        {
            ReplayEntry entry = EntryOf(position);
            entry.Response.Result = ByteString.CopyFrom(Value.Of(large).Encode());
            return entry;
        });
        GuestRun? guest = null;
        long peak = 0;
        broker.OnPerform = request =>
        {
            peak = PeakKibibytes(guest!);
            return Task.FromResult(Runs.Answer(request, Value.Null));
        };
        using (guest = GuestRun.Start(broker))
        {
            FinishRequest finish = await guest.FinishAsync(broker);
            finish.Status.ShouldBe(FinishRequest.Types.Status.Succeeded, finish.Error?.Message);
        }

        // The whole journal would be 160 MiB, beside Lua's own heap of at most 64.
        peak.ShouldBeInRange(1, 128 * MebiByte);
    }

    [Fact]
    public async Task A_divergence_is_the_end_and_sends_nothing()
    {
        StartResponse start = Runs.Of("Procedure { function() Host.call('host.ping', { i = 2 }) end }");
        start.HasHistory = true;
        await using TestBroker broker = await TestBroker.StartAsync(start);
        broker.History = [EntryOf(1)];
        using GuestRun guest = GuestRun.Start(broker);
        FinishRequest finish = await guest.FinishAsync(broker);
        finish.Status.ShouldBe(FinishRequest.Types.Status.Failed);
        finish.Error.Code.ShouldBe("TAC1401");
    }

    [Fact]
    public async Task Answers_that_arrive_out_of_order_reach_Lua_in_delivery_order()
    {
        const int Branches = 20;
        await using TestBroker broker = await TestBroker.StartAsync(Runs.Of($$"""
            Procedure { function()
              local order, branches = {}, {}
              for i = 1, {{Branches}} do branches[i] = function() Host.call("host.ping") order[#order + 1] = i end end
              Parallel(branches)
              return order
            end }
            """));
        ulong delivery = 0;
        var held = new List<(PerformRequest Request, TaskCompletionSource<PerformResponse> Answer)>();
        broker.OnPerform = request =>
        {
            lock (held)
            {
                if (request.Kind != "host.call")
                {
                    delivery++;
                    return Task.FromResult(Numbered(delivery));
                }

                var answer = new TaskCompletionSource<PerformResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
                held.Add((request, answer));
                if (held.Count == Branches)
                {
                    Release(held, ref delivery);
                }

                return answer.Task;
            }
        };
        using GuestRun guest = GuestRun.Start(broker);
        FinishRequest finish = await guest.FinishAsync(broker);
        finish.Status.ShouldBe(FinishRequest.Types.Status.Succeeded, finish.Error?.Message);
        var order = (ListValue)Value.Decode(finish.Output.Span);
        order.Items.Select(item => ((IntegerValue)item).Content).ShouldBe(Enumerable.Range(1, Branches).Select(number => (long)number));
    }

    // Numbers follow the branches' own order; the answers themselves are released from the last to the first.
    private static void Release(List<(PerformRequest Request, TaskCompletionSource<PerformResponse> Answer)> held, ref ulong delivery)
    {
        ulong first = delivery + 1;
        delivery += (ulong)held.Count;
        var ordered = held.OrderBy(one => one.Request.Key.Branch.Length).ThenBy(one => one.Request.Key.Branch, StringComparer.Ordinal).ToList();
        for (int index = ordered.Count - 1; index >= 0; index--)
        {
            ordered[index].Answer.SetResult(Numbered(first + (ulong)index));
        }
    }

    private static PerformResponse Numbered(ulong delivery) =>
        new() { Result = ByteString.CopyFrom(Value.Null.Encode()), Delivery = delivery, ClockUnixNanos = 1 };

    private static ReplayEntry EntryOf(int position) => new()
    {
        Key = new EffectKey { Branch = "main", Position = (ulong)position },
        Kind = "host.call",
        Name = "host.ping",
        ArgumentsHash = ByteString.CopyFrom(SHA256.HashData(Value.MapOf(("i", Value.Of(position))).Encode())),
        Location = new SourceLocation { File = "test.tac", Line = 1 },
        Response = new PerformResponse { Result = s_result, Delivery = (ulong)position, ClockUnixNanos = position },
    };

    private static long ResidentKibibytes(GuestRun guest) => Kibibytes(guest, "VmRSS");

    private static long PeakKibibytes(GuestRun guest) => Kibibytes(guest, "VmHWM");

    private static long Kibibytes(GuestRun guest, string field) => long.Parse(guest.Status(field).Split(' ')[0], CultureInfo.InvariantCulture);
}
