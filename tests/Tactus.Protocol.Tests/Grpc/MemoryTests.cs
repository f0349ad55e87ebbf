// Proves that calls leave nothing behind on either end, however many there are.
using Tactus.Protocol.Tests.Support;
using Tactus.Protocol.V1;

namespace Tactus.Protocol.Tests.Grpc;

[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    [Fact]
    public async Task Memory_is_flat_over_many_calls()
    {
        await using BrokerPair pair = await BrokerPair.StartAsync();
        await CallAsync(pair, 500);
        long before = GC.GetTotalMemory(forceFullCollection: true);

        await CallAsync(pair, 5_000);

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(256 * 1024, "that would be 50 bytes for each call");
    }

    private static async Task CallAsync(BrokerPair pair, int times)
    {
        for (int i = 0; i < times; i++)
        {
            await pair.Client.PerformAsync(new PerformRequest { Name = "echo" });
        }

        pair.Broker.Handled.Count.ShouldBe(times);
        pair.Broker.Handled.Clear();
    }

    /// <summary>Runs alone: what other tests hold would be counted.</summary>
    [CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
    public sealed class Alone;
}
