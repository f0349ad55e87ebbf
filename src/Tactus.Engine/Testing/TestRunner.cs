using Tactus.Broker.Gate;
using Tactus.Engine.Children;
using Tactus.Engine.Hosting;
using Tactus.Engine.Runs;
using Tactus.Journal;
using Tactus.Journal.Memory;
using Tactus.Policy.Grants;
using Tactus.Sandbox.Drivers;
using Tactus.Sandbox.Helpers;

namespace Tactus.Engine.Testing;

/// <summary>Runs scenarios and evaluation cases: each in a guest of its own, with a journal in memory and writes that are thrown away. Thread-safe.</summary>
/// <param name="paths">Where things lie.</param>
/// <param name="helpers">Runs the programs of exec tools.</param>
/// <param name="effects">Makes the kinds of effect beside the broker's own.</param>
/// <param name="time">The clock.</param>
public sealed class TestRunner(TactusPaths paths, IHelperSandbox helpers, IReadOnlyList<EffectMaker> effects, TimeProvider time)
{
    private readonly RunIds _ids = new(time);
    private readonly ScratchFolders _scratch = new(paths, time);
    private int _swept;

    /// <summary>Goes through one scenario, or runs one case.</summary>
    /// <param name="plan">The procedure and its grant. What an untrusted file would widen is not granted.</param>
    /// <param name="request">What the guest is to go through.</param>
    /// <param name="driver">How the guest is confined.</param>
    /// <param name="surroundings">Who watches.</param>
    /// <param name="cancellationToken">A person ends it.</param>
    /// <returns>The run's record. When it succeeded its output is what docs/testing.md calls a scenario's answer.</returns>
    public async Task<RunRecord> RunAsync(
        RunPlan plan, TestRequest request, ISandboxDriver driver, RunSurroundings surroundings, CancellationToken cancellationToken)
    {
        await using var store = new MemoryRunStore(time);
        DateTimeOffset now = time.GetUtcNow();
        string id = _ids.Create();
        RunRecord record = ScratchRecord.Create(id, driver.Name, now) with
        {
            ProcedurePath = plan.Bundle.FullPath,
            Input = RunInputs.Merge(plan.Request).Encode(),
            Seed = request.Seed,
            WorkingDirectory = plan.Request.WorkingDirectory,
            CoercesInput = true,
            Files = RecordedFiles.Of(plan.Bundle, plan.Configuration),
        };
        await RecordedFiles.KeepAsync(store, plan.Bundle, plan.Configuration, cancellationToken);
        await store.CreateAsync(record, cancellationToken);
        var execution = new Execution
        {
            Record = record,
            Epoch = record.Epoch,
            Bundle = plan.Bundle,
            Grant = Staged(plan.Grant),
            Driver = driver,
            ClockStart = now,
            Mock = request.Mock,
            Test = request.Test,
            Family = new RunFamily { Models = request.Models },
        };
        var chain = new RunChain(paths with { Runs = _scratch.Of(id) }, store, helpers, effects, time);
        try
        {
            return (await SweepFirstAsync(driver, surroundings.Notice, () => chain.RunAsync(execution, surroundings, cancellationToken))).Record;
        }
        finally
        {
            _scratch.Remove(id, surroundings.Notice);
        }
    }

    // What a scenario writes is its own: it must leave nothing behind, and two at once must not see each other.
    private static Grant Staged(Grant grant) => grant.Sandbox.Workspace == WorkspaceMode.Direct
        ? grant with { Sandbox = grant.Sandbox with { Workspace = WorkspaceMode.Staged } }
        : grant;

    // Beside the first scenario, as beside each run.
    private Task<RunOutcome> SweepFirstAsync(ISandboxDriver driver, Action<string> notice, Func<Task<RunOutcome>> work)
    {
        if (Interlocked.Exchange(ref _swept, 1) != 0)
        {
            return work();
        }

        _scratch.Sweep(notice);
        return RunSweep.BesideAsync(driver, notice, time, work);
    }
}
