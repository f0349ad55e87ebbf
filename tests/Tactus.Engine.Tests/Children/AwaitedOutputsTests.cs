using Tactus.Broker.Gate;
using Tactus.Broker.Runs;
using Tactus.Engine.Children;
using Tactus.Engine.Runs;
using Tactus.Journal;
using Tactus.Journal.Memory;
using Tactus.Protocol.Values;

namespace Tactus.Engine.Tests.Children;

// Proves that runs whose outputs fit into no answer are not gathered in the host's memory, and that those that do are answered.
public sealed class AwaitedOutputsTests : IAsyncDisposable
{
    private readonly MemoryRunStore _store = new();

    [Theory]
    [InlineData(1, true)]
    [InlineData(3, false)]
    public async Task Outputs_are_bounded_together(int count, bool fits)
    {
        string[] ids = [.. Enumerable.Range(1, count).Select(number => $"c{number}")];
        byte[] output = Value.Of(new string('x', 7 << 20)).Encode();
        foreach (string id in ids)
        {
            await _store.CreateAsync(RunRecords.Of(id) with { ParentId = "r1" }, CancellationToken.None);
            await _store.CompleteAsync(id, 1, new RunCompletion { Status = RunStatus.Succeeded, Output = output, At = DateTimeOffset.UtcNow }, CancellationToken.None);
        }

        await using var children = ParentRun.ChildrenIn(_store);
        if (fits)
        {
            (await children.AwaitAsync(ids, all: true, CancellationToken.None)).ShouldAllBe((ChildRunState state) => state.IsTerminal);
        }
        else
        {
            (await Should.ThrowAsync<EffectException>(async () => await children.AwaitAsync(ids, all: true, CancellationToken.None))).Code.ShouldBe("TAC6325");
        }
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
