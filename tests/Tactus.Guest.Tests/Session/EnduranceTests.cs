using System.Globalization;
using Tactus.Guest.Tests.Harness;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;

namespace Tactus.Guest.Tests.Session;

/// <summary>Proves that a guest stays small over many effects, and connected over a silence.</summary>
public sealed class EnduranceTests
{
    private const long MebiByte = 1024;

    [Fact]
    public async Task Twenty_thousand_effects_leave_its_memory_flat()
    {
        await using TestBroker broker = await TestBroker.StartAsync(Runs.Of(
            "Procedure { function() for i = 1, 20000 do Host.call('host.ping', { i = i }) end end }"));
        GuestRun? guest = null;
        long first = 0;
        long early = 0;
        broker.OnPerform = request =>
        {
            first = request.Key.Position == 1 ? ResidentKibibytes(guest!) : first;
            early = request.Key.Position == 5_000 ? ResidentKibibytes(guest!) : early;
            return Task.FromResult(Runs.Answer(request, Value.MapOf(("ok", Value.True))));
        };
        using (guest = GuestRun.Start(broker))
        {
            long late = 0;
            broker.OnFinish = () => late = ResidentKibibytes(guest);
            FinishRequest finish = await guest.FinishAsync(broker);
            finish.Status.ShouldBe(FinishRequest.Types.Status.Succeeded, finish.Error?.Message);
            finish.Usage.Effects.ShouldBe(20_000UL);
            first.ShouldBeLessThan(16 * MebiByte);
            late.ShouldBeLessThan(32 * MebiByte);
            (late - early).ShouldBeLessThan(4 * MebiByte);
        }
    }

    // Both ends switch their idle limits off. What is left to prove is that nothing else ends a silent connection; the shortest idle limit
    // that either library has by default is one second (the client's clean-up of its pool).
    [Fact]
    public async Task A_silence_between_two_effects_ends_nothing()
    {
        await using TestBroker broker = await TestBroker.StartAsync(Runs.Of(
            "Procedure { function() Host.call('host.ping', {}) Host.call('host.ping', {}) end }"));
        var silence = TimeSpan.FromSeconds(6);
        broker.OnPerform = async request =>
        {
            using var timer = new PeriodicTimer(silence);
            await timer.WaitForNextTickAsync();
            return Runs.Answer(request, Value.Null);
        };
        using GuestRun guest = GuestRun.Start(broker);
        (await guest.FinishAsync(broker)).Status.ShouldBe(FinishRequest.Types.Status.Succeeded);
    }

    // Without a call in flight the connection is idle, which is another state than waiting for an answer: the server has a timer of its own for it.
    [Fact]
    public async Task A_long_computation_between_two_effects_ends_nothing()
    {
        await using TestBroker broker = await TestBroker.StartAsync(Runs.Of(
            """
            Procedure { function()
              Host.call('host.ping', {})
              local n = 0
              for i = 1, 400000000 do n = n + i end
              Host.call('host.ping', {})
            end }
            """,
            new Limits { LuaMemoryBytes = 64 << 20, CpuTimeMs = 60_000 }));
        broker.OnPerform = request => Task.FromResult(Runs.Answer(request, Value.Null));
        using GuestRun guest = GuestRun.Start(broker);
        (await guest.FinishAsync(broker)).Status.ShouldBe(FinishRequest.Types.Status.Succeeded);
    }

    private static long ResidentKibibytes(GuestRun guest) => long.Parse(guest.Status("VmRSS").Split(' ')[0], CultureInfo.InvariantCulture);
}
