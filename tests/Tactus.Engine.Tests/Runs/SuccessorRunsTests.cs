using Tactus.Engine.Runs;
using Tactus.Journal;
using Tactus.Journal.Memory;
using Tactus.Protocol;

namespace Tactus.Engine.Tests.Runs;

// Proves that a run which goes on as another is followed by exactly one that somebody executes, wherever an executor dies or is superseded.
public sealed class SuccessorRunsTests : IAsyncDisposable
{
    private static readonly byte[] s_input = [0xa0];

    private readonly MemoryRunStore _store = new();
    private readonly SuccessorRuns _successors;
    private readonly RunRecord _run;

    public SuccessorRunsTests()
    {
        _successors = new SuccessorRuns(_store, TimeProvider.System);
        _run = RunDraft.Inherit(RunRecords.Of("r1"), "r1", DateTimeOffset.UtcNow);
        _store.CreateAsync(_run, CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Who_made_it_executes_it()
    {
        (RunRecord successor, bool isNew) = await _successors.CreateAsync(_run, 1, s_input);

        isNew.ShouldBeTrue();
        (await _successors.ClaimAsync(successor, isNew)).ShouldBe(successor);
        successor.ContinuedFrom.ShouldBe("r1");
    }

    [Fact]
    public async Task One_whose_executor_died_is_taken_over_by_the_next_life_of_the_run_before_it()
    {
        await _successors.CreateAsync(_run, 1, s_input);
        await DieAsync();
        (RunRecord there, bool isNew) = await _successors.CreateAsync(_run, 1, s_input);

        isNew.ShouldBeFalse();
        RunRecord claimed = (await _successors.ClaimAsync(there, isNew)).ShouldNotBeNull();
        claimed.Epoch.ShouldBe(there.Epoch + 1);
        claimed.Status.ShouldBe(RunStatus.Running);
        (await _store.FindAsync(claimed.Id, CancellationToken.None))!.Epoch.ShouldBe(claimed.Epoch);
    }

    [Fact]
    public async Task One_whose_executor_lives_is_left_to_it()
    {
        await _successors.CreateAsync(_run, 1, s_input);
        (RunRecord there, bool isNew) = await _successors.CreateAsync(_run, 1, s_input);

        (await _successors.ClaimAsync(there, isNew)).ShouldBeNull();
        (await _store.FindAsync(there.Id, CancellationToken.None))!.Epoch.ShouldBe(1);
    }

    [Fact]
    public async Task One_that_somebody_takes_over_first_is_left_to_them()
    {
        await _successors.CreateAsync(_run, 1, s_input);
        await DieAsync();
        (RunRecord there, bool isNew) = await _successors.CreateAsync(_run, 1, s_input);
        await _store.TakeOverAsync(there.Id, there.Epoch, "another", CancellationToken.None);

        (await _successors.ClaimAsync(there, isNew)).ShouldBeNull();
    }

    [Fact]
    public async Task An_executor_that_was_superseded_makes_none()
    {
        await _store.TakeOverAsync("r1", 1, "another", CancellationToken.None);

        (await Should.ThrowAsync<TactusException>(() => _successors.CreateAsync(_run, 1, s_input))).Code.ShouldBe("TAC6103");
        (await _store.ListAsync(new RunQuery(), CancellationToken.None)).ShouldHaveSingleItem().Id.ShouldBe("r1");
    }

    [Fact]
    public async Task One_that_is_left_can_be_gone_on_with_at_once()
    {
        (RunRecord successor, _) = await _successors.CreateAsync(_run, 1, s_input);
        await _successors.LeaveAsync(successor);
        (RunRecord there, bool isNew) = await _successors.CreateAsync(_run, 1, s_input);

        there.Status.ShouldBe(RunStatus.Interrupted);
        (await _successors.ClaimAsync(there, isNew)).ShouldNotBeNull();
    }

    // As a record of a dead process looks: nobody has that number.
    private async Task DieAsync()
    {
        RunRecord there = (await _store.ListAsync(new RunQuery(), CancellationToken.None)).Single(run => run.ContinuedFrom == "r1");
        var dead = ExecutorIdentity.Current() with { ProcessId = int.MaxValue };
        await _store.TakeOverAsync(there.Id, there.Epoch, dead.ToString(), CancellationToken.None);
    }
}
