using Tactus.Broker.Gate;
using Tactus.Engine.Hosting;
using Tactus.Journal;
using Tactus.Protocol;
using Tactus.Sandbox.Helpers;

namespace Tactus.Engine.Runs;

/// <summary>Executes a run and what directly follows it in this process: its successors, and its next life after a wait for a time.</summary>
internal sealed class RunChain
{
    private const string TakenOver = "TAC6108";

    private readonly ExecutionRunner _runner;
    private readonly IRunStore _store;
    private readonly TimeProvider _time;

    /// <summary>Creates it.</summary>
    /// <param name="paths">Where things lie.</param>
    /// <param name="store">The journal.</param>
    /// <param name="helpers">Runs the programs of exec tools.</param>
    /// <param name="effects">Makes the kinds of effect beside the broker's own.</param>
    /// <param name="time">The clock.</param>
    public RunChain(TactusPaths paths, IRunStore store, IHelperSandbox helpers, IReadOnlyList<EffectMaker> effects, TimeProvider time)
    {
        _store = store;
        _time = time;
        _runner = new ExecutionRunner(paths, store, helpers, effects, time, RunAsync);
    }

    /// <summary>Executes until there is nothing more to do in this process.</summary>
    /// <param name="first">The first life.</param>
    /// <param name="surroundings">Who is there.</param>
    /// <param name="cancellationToken">A person here ends it.</param>
    /// <returns>How the last run of the chain ended.</returns>
    public async Task<RunOutcome> RunAsync(Execution first, RunSurroundings surroundings, CancellationToken cancellationToken)
    {
        Execution execution = first;
        while (true)
        {
            RunOutcome outcome = await _runner.RunAsync(execution, surroundings, cancellationToken);
            Execution? next = outcome.Successor is { } successor
                ? Succeed(execution, successor, surroundings.Notice)
                : await WaitAsync(execution, outcome, surroundings, cancellationToken);
            if (next is null)
            {
                return await EndAsync(execution, outcome, cancellationToken);
            }

            execution = next;
        }
    }

    private static Execution Succeed(Execution execution, RunRecord successor, Action<string> notice)
    {
        notice($"run {execution.RunId} goes on as run {successor.Id} (continue_as_new)");

        // One that an earlier life made, and that died before or in it, was taken over and may have a past.
        bool hasHistory = successor.Epoch > 1;
        return execution with { Record = successor, Epoch = successor.Epoch, HasHistory = hasHistory, ChangedLines = [], ClockStart = successor.CreatedAt };
    }

    // A run that waits is suspended in the journal all the same, so that nothing is lost with this process.
    private async Task<Execution?> WaitAsync(Execution execution, RunOutcome outcome, RunSurroundings surroundings, CancellationToken cancellationToken)
    {
        if (!surroundings.WaitsForDueTimes || outcome.Record.Completion is not { Status: RunStatus.Suspended, WaitsFor: not WaitsFor.Human, DueAt: { } due })
        {
            return null;
        }

        surroundings.Notice($"waiting until {due:yyyy-MM-dd HH:mm:ss'Z'}");
        try
        {
            TimeSpan left = due - _time.GetUtcNow();
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, _time, cancellationToken);
            return await TakeOverAsync(execution);
        }
        catch (TactusException taken) when (taken.Code == TakenOver)
        {
            surroundings.Notice($"run {execution.RunId} was taken over by somebody else meanwhile");
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    // Who gives up the wait ends the run, as everywhere else.
    private async Task<RunOutcome> EndAsync(Execution execution, RunOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Record.Status != RunStatus.Suspended || !cancellationToken.IsCancellationRequested)
        {
            return outcome;
        }

        var cancelled = new TactusException("TAC6301", "the run was cancelled");
        return await _runner.CompleteAsync(
            await TakeOverAsync(execution), RunEnd.Of(cancelled, RunStatus.Cancelled, _time.GetUtcNow()) with { Effects = outcome.Record.Completion!.Effects, Models = outcome.Record.Completion.Models }, isInvalid: false);
    }

    private async Task<Execution> TakeOverAsync(Execution execution)
    {
        long epoch = await _store.TakeOverAsync(execution.RunId, execution.Epoch, ExecutorIdentity.Current().ToString(), CancellationToken.None);
        return execution with { Record = execution.Record with { Epoch = epoch, Status = RunStatus.Running }, Epoch = epoch, HasHistory = true };
    }
}
