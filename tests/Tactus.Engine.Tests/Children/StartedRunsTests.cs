using Tactus.Broker.Gate;
using Tactus.Engine.Children;
using Tactus.Engine.Runs;
using Tactus.Journal;
using Tactus.Journal.Memory;
using Tactus.Protocol.Values;

namespace Tactus.Engine.Tests.Children;

// Proves that a run starts no more runs than are read again after a crash, so that none of them is missing when its tree's budget is counted or it is cancelled.
public sealed class StartedRunsTests : IAsyncDisposable
{
    private readonly MemoryRunStore _store = new();

    // The control has one run less, and meets the next refusal: it is as deep as runs may be.
    [Theory]
    [InlineData(RunQuery.MostChildren, "TAC6326")]
    [InlineData(RunQuery.MostChildren - 1, "TAC6321")]
    public async Task What_an_earlier_execution_started_counts(int started, string code)
    {
        for (int number = 0; number < started; number++)
        {
            string id = $"c{number}";
            await _store.CreateAsync(RunRecords.Of(id) with { ParentId = "r1" }, CancellationToken.None);
            await _store.CompleteAsync(id, 1, new RunCompletion { Status = RunStatus.Succeeded, At = DateTimeOffset.UtcNow }, CancellationToken.None);
        }

        await using var children = ParentRun.ChildrenIn(_store, ChildRuns.MostDepth);
        await children.ReviveAsync(CancellationToken.None);

        EffectException refusal = await Should.ThrowAsync<EffectException>(
            async () => await children.StartAsync(new EntryKey("main", 1), "p.tac", Value.EmptyMap, CancellationToken.None));

        refusal.Code.ShouldBe(code);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
