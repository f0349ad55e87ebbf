using Tactus.Broker.Gate;
using Tactus.Engine.Forking;
using Tactus.Engine.Hosting;
using Tactus.Engine.Resuming;
using Tactus.Journal;
using Tactus.Protocol;
using Tactus.Sandbox.Drivers;
using Tactus.Sandbox.Helpers;

namespace Tactus.Engine.Runs;

/// <summary>Executes runs: fresh ones, resumed ones and forks. Thread-safe; several may go on at once.</summary>
public sealed class RunExecutor
{
    private const long FirstEpoch = 1;

    private readonly IRunStore _store;
    private readonly SandboxDrivers _drivers;
    private readonly Lazy<string> _guestHash;
    private readonly TimeProvider _time;
    private readonly RunIds _ids;
    private readonly RunPreparation _preparation;
    private readonly RunChain _chain;

    /// <summary>Creates the executor.</summary>
    /// <param name="paths">Where things lie.</param>
    /// <param name="store">The journal.</param>
    /// <param name="planner">Reads files and resolves configuration.</param>
    /// <param name="drivers">The drivers.</param>
    /// <param name="helpers">Runs the programs of exec tools.</param>
    /// <param name="effects">Makes the kinds of effect beside the broker's own.</param>
    /// <param name="guestHash">The hash of the guest executable, counted at its first use or before.</param>
    /// <param name="time">The clock.</param>
    public RunExecutor(
        TactusPaths paths, IRunStore store, RunPlanner planner, SandboxDrivers drivers, IHelperSandbox helpers, IReadOnlyList<EffectMaker> effects,
        Lazy<string> guestHash, TimeProvider time)
    {
        _store = store;
        _drivers = drivers;
        _guestHash = guestHash;
        _time = time;
        _ids = new RunIds(time);
        _preparation = new RunPreparation(store, planner, guestHash);
        _chain = new RunChain(paths, store, helpers, effects, time);
    }

    /// <summary>Runs a procedure to its end.</summary>
    /// <param name="plan">What to run. Its configuration holds no untrusted widening.</param>
    /// <param name="surroundings">Who is there.</param>
    /// <param name="cancellationToken">A person ends it.</param>
    /// <exception cref="TactusException">The journal cannot be used (TAC60xx), or the procedure is refused (TAC6208); nothing ran.</exception>
    public async Task<RunOutcome> ExecuteAsync(RunPlan plan, RunSurroundings surroundings, CancellationToken cancellationToken)
    {
        if (plan.Configuration.UntrustedWidenings is [var widening, ..])
        {
            throw widening.ToException();
        }

        plan.RequireReplayable();

        // An engine takes its time to say what it can do; the guest is hashed and the files are stored meanwhile.
        Task<DriverSelection> choosing = Task.Run(() => _drivers.ChooseAsync(plan.Driver, cancellationToken).AsTask(), CancellationToken.None);
        RunRecord record = RunDraft.Create(plan, _ids.Create(), _guestHash.Value, _time.GetUtcNow());
        Task keeping = RecordedFiles.KeepAsync(_store, plan.Bundle, plan.Configuration, cancellationToken);
        DriverSelection selection;
        try
        {
            selection = await choosing;
        }
        catch (TactusException refusal)
        {
            await Task.WhenAll(keeping, _store.CreateAsync(record, cancellationToken).AsTask());
            RunCompletion completion = RunEnd.Of(refusal, RunStatus.Refused, _time.GetUtcNow());
            await _store.CompleteAsync(record.Id, FirstEpoch, completion, CancellationToken.None);
            return new RunOutcome(record with { Status = completion.Status, Completion = completion, EndedAt = completion.At }, IsInvalid: false);
        }

        record = record with { Driver = selection.Driver.Name };
        await Task.WhenAll(keeping, _store.CreateAsync(record, cancellationToken).AsTask());
        var execution = new Execution
        {
            Record = record,
            Epoch = FirstEpoch,
            Bundle = plan.Bundle,
            Grant = plan.Grant,
            Driver = selection.Driver,
            DryRun = plan.Request.DryRun,
            ClockStart = record.CreatedAt,
        };
        return await PerformAsync(execution, selection, surroundings, cancellationToken);
    }

    /// <summary>Goes on with a run that was interrupted, waits, is in doubt, or used up an amount.</summary>
    /// <param name="runId">Its id, or an unambiguous prefix.</param>
    /// <param name="options">How it goes on.</param>
    /// <param name="surroundings">Who is there.</param>
    /// <param name="cancellationToken">A person ends it.</param>
    /// <exception cref="TactusException">
    /// It cannot go on (TAC6101, TAC6310 to TAC6313), no driver can be used (TAC50xx), or another executor was first (TAC6108); nothing ran.
    /// </exception>
    public async Task<RunOutcome> ResumeAsync(string runId, ResumeOptions options, RunSurroundings surroundings, CancellationToken cancellationToken)
    {
        RunRecord run = await RecordedRun.FindAsync(_store, runId, cancellationToken);
        ResumeRefusal.Check(run, _time.GetUtcNow());
        PreparedRun prepared = await _preparation.PrepareAsync(run, options, with: null, surroundings.Notice, cancellationToken);
        DriverSelection selection = await _drivers.ChooseAsync(prepared.Driver, cancellationToken);
        string executor = ExecutorIdentity.Current().ToString();
        long epoch = await _store.TakeOverAsync(run.Id, run.Epoch, executor, cancellationToken);
        await RemoveRemainsAsync(run, selection.Driver, surroundings.Notice, cancellationToken);
        var execution = new Execution
        {
            Record = run with { Status = RunStatus.Running, Epoch = epoch, Executor = executor, Driver = selection.Driver.Name, Completion = null, EndedAt = null },
            Epoch = epoch,
            HasHistory = true,
            Bundle = prepared.Bundle,
            ChangedLines = prepared.ChangedLines,
            Grant = prepared.Configuration.Grant,
            Driver = selection.Driver,
            DryRun = GrantJson.ReadDryRun(run.GrantJson),
            ClockStart = await RecordedRun.ClockStartAsync(_store, run, cancellationToken),
            Depth = await RecordedRun.DepthAsync(_store, run, cancellationToken),
        };
        return await PerformAsync(execution, selection, surroundings, cancellationToken);
    }

    /// <summary>Starts a new run that shares the first entries of another.</summary>
    /// <param name="runId">The other run's id, or an unambiguous prefix.</param>
    /// <param name="options">Where it forks, and what is different.</param>
    /// <param name="surroundings">Who is there.</param>
    /// <param name="cancellationToken">A person ends it.</param>
    /// <exception cref="TactusException">There is no such run or entry (TAC6101, TAC6110), a file is missing, or no driver can be used; nothing ran.</exception>
    public async Task<RunOutcome> ForkAsync(string runId, ForkOptions options, RunSurroundings surroundings, CancellationToken cancellationToken)
    {
        RunRecord run = await RecordedRun.FindAsync(_store, runId, cancellationToken);
        PreparedRun prepared = await _preparation.PrepareAsync(run, options.Resume, options.With, surroundings.Notice, cancellationToken);
        long through = options.At ?? (await _store.ReadCountsAsync(run.Id, cancellationToken)).LastDelivery;
        DriverSelection selection = await _drivers.ChooseAsync(prepared.Driver, cancellationToken);
        RunRecord record = ForkDraft.Create(prepared, options, through, _ids.Create(), selection.Driver.Name, _guestHash.Value, _time.GetUtcNow());
        await RecordedFiles.KeepAsync(_store, prepared.Bundle, prepared.Configuration, cancellationToken);
        await _store.ForkAsync(run.Id, through, record, cancellationToken);
        surroundings.Notice($"run {record.Id} is a fork of run {run.Id}, up to entry {through}");
        var execution = new Execution
        {
            Record = record,
            Epoch = FirstEpoch,
            HasHistory = true,
            Bundle = prepared.Bundle,
            ChangedLines = prepared.ChangedLines,
            Grant = prepared.Configuration.Grant,
            Driver = selection.Driver,
            DryRun = GrantJson.ReadDryRun(run.GrantJson),
            ClockStart = await RecordedRun.ClockStartAsync(_store, run, cancellationToken),
        };
        return await PerformAsync(execution, selection, surroundings, cancellationToken);
    }

    // A killed process leaves the run's socket directory and container behind, under the names that its next life needs.
    private async Task RemoveRemainsAsync(RunRecord run, ISandboxDriver driver, Action<string> notice, CancellationToken cancellationToken)
    {
        foreach (ISandboxDriver each in _drivers.All.Where(each => each.Name == run.Driver || each.Name == driver.Name))
        {
            await RunSweep.RunAsync(each, notice, cancellationToken);
        }
    }

    private Task<RunOutcome> PerformAsync(Execution execution, DriverSelection selection, RunSurroundings surroundings, CancellationToken cancellationToken)
    {
        if (selection.Notice is { } line)
        {
            surroundings.Notice(line);
        }

        return RunSweep.BesideAsync(
            selection.Driver, surroundings.Notice, _time, () => _chain.RunAsync(execution, surroundings, cancellationToken));
    }
}
