// Proves that only a few large requests are in the gate at once, that small ones pass them, and that each waiting one gets its turn.
using Tactus.Broker.Sessions;

namespace Tactus.Broker.Tests.Sessions;

public sealed class HeavyCallsTests
{
    [Theory]
    [InlineData(HeavyCalls.FreeBytes, 20)]
    [InlineData(HeavyCalls.FreeBytes + 1, HeavyCalls.MaxAtOnce)]
    public async Task Large_requests_wait_for_their_turn(int bytes, int atOnce)
    {
        const int Calls = 20;
        using var heavy = new HeavyCalls();
        var release = new TaskCompletionSource();
        int inside = 0;
        int most = 0;
        Task<int>[] calls =
        [
            .. Enumerable.Range(0, Calls).Select(number => heavy.RunAsync(bytes, async () =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await release.Task;
                Interlocked.Decrement(ref inside);
                return number;
            }, CancellationToken.None)),
        ];
        inside.ShouldBe(atOnce);

        (await heavy.RunAsync(1, () => Task.FromResult(7), CancellationToken.None)).ShouldBe(7);
        release.SetResult();

        (await Task.WhenAll(calls)).ShouldBe(Enumerable.Range(0, Calls));
        most.ShouldBe(atOnce);
    }

    [Fact]
    public async Task One_that_waits_ends_with_the_session()
    {
        using var heavy = new HeavyCalls();
        using var ending = new CancellationTokenSource();
        var never = new TaskCompletionSource<int>();
        Task<int>[] running = [.. Enumerable.Range(0, HeavyCalls.MaxAtOnce).Select(_ => heavy.RunAsync(1 << 20, () => never.Task, ending.Token))];
        Task<int> waiting = heavy.RunAsync(1 << 20, () => never.Task, ending.Token);

        await ending.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting);
        never.SetResult(1);
        (await Task.WhenAll(running)).ShouldAllBe(result => result == 1);
    }
}
