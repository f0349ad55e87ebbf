using Google.Protobuf;
using Tactus.Broker;
using Tactus.Broker.Gate;
using Tactus.Broker.Secrets;
using Tactus.Engine.Children;
using Tactus.Engine.Divergences;
using Tactus.Engine.Guests;
using Tactus.Engine.Hosting;
using Tactus.Journal;
using Tactus.Models;
using Tactus.Policy.Grants;
using Tactus.Protocol;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;
using Tactus.Sandbox.Helpers;

namespace Tactus.Engine.Runs;

/// <summary>Gives an execution its one life: pulse, guest, completion. Thread-safe; several executions may go on at once.</summary>
/// <param name="paths">Where things lie.</param>
/// <param name="store">The journal.</param>
/// <param name="helpers">Runs the programs of exec tools.</param>
/// <param name="effects">Makes the kinds of effect beside the broker's own.</param>
/// <param name="time">The clock.</param>
/// <param name="launch">Executes a run that a run starts, and what follows it.</param>
internal sealed class ExecutionRunner(
    TactusPaths paths, IRunStore store, IHelperSandbox helpers, IReadOnlyList<EffectMaker> effects, TimeProvider time,
    Func<Execution, RunSurroundings, CancellationToken, Task<RunOutcome>> launch)
{
    private readonly GuestRunner _guests = new(paths.Guest, time);
    private readonly SuccessorRuns _successors = new(store, time);

    /// <summary>Executes until the procedure has ended, waits, or is ended.</summary>
    /// <param name="execution">What to execute. Its record is in the journal under its epoch.</param>
    /// <param name="surroundings">Who is there.</param>
    /// <param name="cancellationToken">A person here ends it.</param>
    public async Task<RunOutcome> RunAsync(Execution execution, RunSurroundings surroundings, CancellationToken cancellationToken)
    {
        await using var pulse = new ExecutionPulse(store, execution.RunId, execution.Epoch, time, cancellationToken);
        await using var children = new ChildRuns(execution, surroundings, launch, store, time, pulse.Stop);
        if (execution.HasHistory)
        {
            await children.ReviveAsync(pulse.Stop);
        }

        (RunCompletion completion, FinishRequest.Types.Status said) = await RunGuestAsync(execution, surroundings, children, pulse.Stop);
        bool isInvalid = said == FinishRequest.Types.Status.Invalid;
        if (completion.Status == RunStatus.Suspended)
        {
            return await WaitAsync(await CompleteAsync(execution, completion, isInvalid), children, surroundings);
        }

        await children.EndAsync(cancel: completion.Status is RunStatus.Cancelled or RunStatus.TimedOut);
        if (completion.Status != RunStatus.Succeeded || said != FinishRequest.Types.Status.Continued)
        {
            return await CompleteAsync(execution, completion, isInvalid);
        }

        // Made before this run ends, under an id that follows from this run's: whenever this process dies, there is exactly one.
        (RunRecord successor, bool isNew) = await _successors.CreateAsync(execution.Record, execution.Epoch, completion.Output ?? Value.EmptyMap.Encode());
        RunOutcome outcome = await CompleteAsync(execution, completion with { ContinuedAs = successor.Id }, isInvalid);
        if (outcome.Record.Status == RunStatus.Succeeded)
        {
            return outcome with { Successor = await _successors.ClaimAsync(successor, isNew) };
        }

        if (isNew)
        {
            await _successors.LeaveAsync(successor);
        }

        return outcome;
    }

    // Children go on in this process, but nothing here holds the run itself: whoever answers it lets it go on elsewhere at once.
    private async Task<RunOutcome> WaitAsync(RunOutcome suspended, ChildRuns children, RunSurroundings surroundings)
    {
        await children.EndAsync(cancel: false);
        RunRecord mine = suspended.Record;
        if (mine.Status != RunStatus.Suspended || await store.FindAsync(mine.Id, CancellationToken.None) is not { } now || now.Epoch == mine.Epoch)
        {
            return suspended;
        }

        surroundings.Notice($"run {mine.Id} was taken over by somebody else meanwhile");
        return now.Status == RunStatus.Running ? suspended : suspended with { Record = now };
    }

    /// <summary>Ends an execution in the journal.</summary>
    public async Task<RunOutcome> CompleteAsync(Execution execution, RunCompletion completion, bool isInvalid)
    {
        try
        {
            await store.CompleteAsync(execution.RunId, execution.Epoch, completion, CancellationToken.None);
        }
        catch (TactusException lost)
        {
            // Without its end in the journal the run will show as interrupted, so that is what is said of it now.
            completion = RunEnd.Of(lost, RunStatus.Interrupted, time.GetUtcNow()) with { Effects = completion.Effects, Models = completion.Models, CpuTime = completion.CpuTime, LuaPeakBytes = completion.LuaPeakBytes };
        }

        return new RunOutcome(execution.Record with { Status = completion.Status, Completion = completion, EndedAt = completion.At }, isInvalid);
    }

    private async Task<(RunCompletion Completion, FinishRequest.Types.Status Said)> RunGuestAsync(
        Execution execution, RunSurroundings surroundings, ChildRuns children, CancellationToken stop)
    {
        try
        {
            GuestEnding ending = await _guests.RunAsync(Assign(execution, surroundings, children), stop);
            RunCompletion completion = RunEnd.Of(ending, execution.RunId, execution.Grant.Sandbox.Timeout, time.GetUtcNow());
            return (await DivergenceReport.CompleteAsync(store, execution, completion), ending.Session.Finish?.Status ?? FinishRequest.Types.Status.Unspecified);
        }
        catch (TactusException refusal)
        {
            // What is there already is not lost when the next life cannot begin.
            return (RunEnd.Of(refusal, execution.HasHistory ? RunStatus.Interrupted : RunStatus.Refused, time.GetUtcNow()), FinishRequest.Types.Status.Unspecified);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return (RunEnd.Of(new TactusException("TAC6301", "the run was cancelled"), RunStatus.Cancelled, time.GetUtcNow()), FinishRequest.Types.Status.Unspecified);
        }
    }

    private GuestAssignment Assign(Execution execution, RunSurroundings surroundings, ChildRuns children)
    {
        RunRecord record = execution.Record;
        SandboxGrant sandbox = execution.Grant.Sandbox;
        StartResponse start = StartMessages.Create(
            record.Id, StartResponse.Types.Mode.Run, execution.Bundle, (MapValue)Value.Decode(record.Input), record.CoercesInput, sandbox, record.Seed,
            execution.ClockStart);
        start.HasHistory = execution.HasHistory;
        start.Procedure = RecordedFiles.ProcedureName(record);
        start.Mock = execution.Mock;
        if (execution.Test is { } test)
        {
            start.Test = ByteString.CopyFrom(test.Encode());
        }

        return new GuestAssignment
        {
            RunId = record.Id,
            Driver = execution.Driver,
            Limits = sandbox.Limits,
            Timeout = sandbox.Timeout,
            Start = start,
            CreateBroker = () => RunBroker.Create(new RunBrokerOptions
            {
                Run = new RunContext
                {
                    RunId = record.Id,
                    Epoch = execution.Epoch,
                    Grant = execution.Grant,
                    Store = store,
                    Clock = time,
                    Observer = surroundings.Observer,
                    People = surroundings.People,
                    IsResumed = execution.HasHistory,
                    DryRun = execution.DryRun,
                },
                WorkspacePath = record.WorkingDirectory,
                StagingPath = StagedRuns.PathOf(paths, record.Id),
                OwnDirectories = paths.OwnDirectories,
                Secrets = SecretSources.OfThisProcess(),
                Helpers = helpers,
                ProcedureDirectory = Path.GetDirectoryName(record.ProcedurePath),
                Children = children,
                Effects = [.. effects, services => [new ModelChatHandler(services, execution.Family.Models, Random.Shared.NextDouble)]],
            }),
        };
    }
}
