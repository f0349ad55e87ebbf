using Tactus.Engine.Cancelling;
using Tactus.Journal;
using Tactus.Journal.Memory;
using Tactus.Sandbox.Drivers;

namespace Tactus.Engine.Tests.Cancelling;

// Proves that a run which ends while its end is asked for is left as it ended, and that one which goes on as another run does not escape so.
public sealed class RunCancellerTests : IAsyncDisposable
{
    private readonly MemoryRunStore _store = new();
    private readonly SandboxDrivers _drivers = new();

    [Fact]
    public async Task A_run_that_goes_on_as_another_meanwhile_is_ended_there()
    {
        RunRecord ended = await CancelAsync(continuedAs: "r2");

        (ended.Id, ended.Status).ShouldBe(("r2", RunStatus.Cancelled));
        (await _store.FindAsync("r1", CancellationToken.None))!.Status.ShouldBe(RunStatus.Succeeded);
    }

    [Fact]
    public async Task A_run_that_just_ends_meanwhile_is_left_as_it_ended()
    {
        RunRecord ended = await CancelAsync(continuedAs: null);

        (ended.Id, ended.Status).ShouldBe(("r1", RunStatus.Succeeded));
        (await _store.FindAsync("r2", CancellationToken.None))!.Status.ShouldBe(RunStatus.Running);
    }

    public async ValueTask DisposeAsync()
    {
        _drivers.Dispose();
        await _store.DisposeAsync();
    }

    // The executor of r1 is this process; that of r2 is dead.
    private async Task<RunRecord> CancelAsync(string? continuedAs)
    {
        var here = ExecutorIdentity.Current();
        await _store.CreateAsync(RunRecords.Alive("r1", here), CancellationToken.None);
        await _store.CreateAsync(RunRecords.Alive("r2", here with { ProcessId = int.MaxValue }) with { ContinuedFrom = "r1" }, CancellationToken.None);
        Task<RunRecord> cancelling = new RunCanceller(_store, _drivers, TimeProvider.System).CancelAsync("r1", CancellationToken.None);
        (await _store.IsCancelRequestedAsync("r1", CancellationToken.None)).ShouldBeTrue();
        await _store.CompleteAsync(
            "r1", 1, new RunCompletion { Status = RunStatus.Succeeded, At = DateTimeOffset.UtcNow, ContinuedAs = continuedAs }, CancellationToken.None);
        return await cancelling;
    }
}
