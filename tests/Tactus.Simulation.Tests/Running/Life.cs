using Microsoft.AspNetCore.Http;
using Tactus.Broker;
using Tactus.Broker.Gate;
using Tactus.Broker.Sessions;
using Tactus.Guest.Session;
using Tactus.Journal;
using Tactus.Language.Running;
using Tactus.Protocol.Grpc.Server;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;
using Tactus.Simulation.Tests.Faults;
using Tactus.Simulation.Tests.Outside;
using Tactus.Simulation.Tests.Scheduling;
using Tactus.Simulation.Tests.Storage;

namespace Tactus.Simulation.Tests.Running;

/// <summary>One execution of a run: takes it over, serves a guest from its first to its last word, and writes how that ended. It may die anywhere.</summary>
internal sealed class Life
{
    private const string Connection = "guest";

    private readonly SimulatedRun _run;
    private readonly RunRecord _record;
    private readonly Scheduler _scheduler;
    private readonly LifeClock _clock;

    /// <summary>Prepares it.</summary>
    /// <param name="run">The simulation.</param>
    /// <param name="record">The run as the store has it.</param>
    public Life(SimulatedRun run, RunRecord record)
    {
        _run = run;
        _record = record;
        _clock = new LifeClock(run.Time);
        _scheduler = new Scheduler(_clock, run.Time, run.Chance);
        Points = new FaultPoints(run.Plan, _scheduler);
        Store = new FaultyStore(run.Disk, Points, run.Flaw);
    }

    /// <summary>The store as this execution sees it.</summary>
    public FaultyStore Store { get; }

    private FaultPoints Points { get; }

    /// <summary>Lives it, on the calling thread.</summary>
    /// <param name="isResumed">True when there was another before.</param>
    /// <returns>False when the host died in it.</returns>
    public bool Run(bool isResumed)
    {
        SynchronizationContext? outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_scheduler);
        try
        {
            long epoch = isResumed
                ? _scheduler.Wait(Store.TakeOverAsync(_record.Id, _record.Epoch, "simulation", CancellationToken.None).AsTask())
                : _record.Epoch;
            (SessionOutcome? said, Exception? problem) = Serve(epoch, isResumed);
            Complete(epoch, said, problem);
            return true;
        }
        catch (HostKilledException)
        {
            return false;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    private (SessionOutcome? Said, Exception? Problem) Serve(long epoch, bool isResumed)
    {
        using RunBroker broker = RunBroker.Create(new RunBrokerOptions
        {
            Run = new RunContext
            {
                RunId = _record.Id,
                Epoch = epoch,
                Grant = SimulatedGrant.Create(),
                Store = Store,
                Clock = _clock,
                IsResumed = isResumed,
                Observer = _run.Defects,
            },
            WorkspacePath = _run.Workspace.Root,
            Tools = [.. SimulatedGrant.Tools.Select(tool => new RecordingTool(
                tool.Key, tool.Value, Points, call => _run.Outside.Perform(tool.Key, tool.Value, call.IdempotencyKey, call.Arguments)))],
        });
        _scheduler.Wait(broker.PrepareAsync(CancellationToken.None).AsTask());
        var session = new SessionService(
            broker,
            new BrokerSessionOptions { SocketPath = "", Start = _run.Program.Start(_record.Id, (MapValue)Value.Decode(_record.Input), _record.CreatedAt) },
            RunToken.Create());
        var context = new BrokerCallContext("simulated", Connection, new HeaderDictionary(), timeout: null, CancellationToken.None);
        Exception? problem = null;
        _scheduler.StartGuest();
        try
        {
            StartResponse start = _scheduler.Wait(session.Start(new StartRequest { ProtocolVersion = 1 }, context));
            var channel = new GuestChannel(session, context, _scheduler, _run.Chance);
            using var runner = new ProcedureRunner(start, channel, new ProcedureRunnerOptions { OnOutOfBudget = _run.EndLoop });
            ProcedureOutcome outcome = runner.Run();
            _scheduler.Wait(session.Finish(FinishRequests.Of(outcome), context));
        }
        catch (Exception lost) when (lost is not HostKilledException)
        {
            // The guest died, or it ended itself because a call failed. Its connection is gone either way.
            problem = lost is GuestKilledException ? null : lost;
            session.OnDisconnected(Connection);
            session.Cancel();
        }

        _scheduler.EndGuest();
        SessionOutcome said = _scheduler.Wait(session.Completion);
        _scheduler.Wait(session.DisposeAsync().AsTask());
        return (said, problem);
    }

    private void Complete(long epoch, SessionOutcome? said, Exception? problem)
    {
        RunCompletion completion = Completion.Of(said!, problem, _clock.GetUtcNow());
        if (completion.Status == RunStatus.Succeeded && said!.Finish!.Status == FinishRequest.Types.Status.Continued)
        {
            completion = completion with { ContinuedAs = Continue(completion.Output ?? Value.EmptyMap.Encode()) };
        }

        _scheduler.Wait(Store.CompleteAsync(_record.Id, epoch, completion, CancellationToken.None).AsTask());
    }

    // Made before this run ends, under an id that follows from this run's: wherever the host dies, there is exactly one.
    private string Continue(byte[] input)
    {
        string id = _record.Id + "n";
        if (_scheduler.Wait(Store.FindAsync(id, CancellationToken.None).AsTask()) is null)
        {
            RunRecord next = _run.Record(id, input) with { ContinuedFrom = _record.Id };
            _scheduler.Wait(Store.CreateAsync(next, CancellationToken.None).AsTask());
        }

        return id;
    }
}
