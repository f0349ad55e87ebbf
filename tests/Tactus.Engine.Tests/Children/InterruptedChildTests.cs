using System.Security.Cryptography;
using Tactus.Broker.Runs;
using Tactus.Engine.Children;
using Tactus.Engine.Runs;
using Tactus.Journal;
using Tactus.Journal.Memory;
using Tactus.Protocol.Values;

namespace Tactus.Engine.Tests.Children;

// Proves that whoever waits for a run whose process died is not answered with the interruption: the run goes on here, and what comes of that is the answer.
public sealed class InterruptedChildTests : IAsyncDisposable
{
    private readonly MemoryRunStore _store = new();
    private int _lives;

    // The second case is the control: what is interrupted here again stays so, and is told.
    [Theory]
    [InlineData(RunStatus.Succeeded, "succeeded")]
    [InlineData(RunStatus.Interrupted, "interrupted")]
    public async Task The_answer_is_what_comes_of_its_next_life(RunStatus end, string status)
    {
        byte[] source = "return 7"u8.ToArray();
        await _store.PutBlobAsync(source, CancellationToken.None);
        await _store.CreateAsync(
            RunRecords.Of("c1") with { ParentId = "r1", Files = [new RunFile("procedure", "", "p.tac", "/p/p.tac", SHA256.HashData(source))] }, CancellationToken.None);
        await _store.CompleteAsync("c1", 1, new RunCompletion { Status = RunStatus.Interrupted, At = DateTimeOffset.UtcNow }, CancellationToken.None);
        await using var children = ParentRun.ChildrenIn(_store, live: execution => LiveAsync(execution, end));

        ChildRunState state = (await children.AwaitAsync(["c1"], all: true, CancellationToken.None)).ShouldHaveSingleItem();

        state.ShouldSatisfyAllConditions(
            () => state.IsTerminal.ShouldBeTrue(),
            () => state.Status.ShouldBe(status),
            () => state.Output.ShouldBe(end == RunStatus.Succeeded ? Value.Of(7) : null));
        _lives.ShouldBe(1);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private async Task<RunOutcome> LiveAsync(Execution execution, RunStatus end)
    {
        Interlocked.Increment(ref _lives);
        var completion = new RunCompletion { Status = end, Output = end == RunStatus.Succeeded ? Value.Of(7).Encode() : null, At = DateTimeOffset.UtcNow };
        await _store.CompleteAsync(execution.RunId, execution.Epoch, completion, CancellationToken.None);
        return new RunOutcome(execution.Record with { Status = end, Completion = completion }, IsInvalid: false);
    }
}
