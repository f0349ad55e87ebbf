using System.Security.Cryptography;
using System.Text;
using Tactus.Broker;
using Tactus.Broker.Gate;
using Tactus.Broker.Observing;
using Tactus.Broker.Secrets;
using Tactus.Engine.Guests;
using Tactus.Engine.Hosting;
using Tactus.Journal;
using Tactus.Policy.Grants;
using Tactus.Protocol;
using Tactus.Protocol.V1;
using Tactus.Protocol.Values;
using Tactus.Sandbox.Directories;
using Tactus.Sandbox.Drivers;
using Tactus.Sandbox.Helpers;

namespace Tactus.Engine.Runs;

/// <summary>Executes planned runs: record, driver, guest, completion. Thread-safe; several runs may go on at once.</summary>
/// <param name="paths">Where things lie.</param>
/// <param name="store">The journal.</param>
/// <param name="drivers">The drivers.</param>
/// <param name="helpers">Runs the programs of exec tools.</param>
/// <param name="guestHash">The hash of the guest executable, counted at its first use or before.</param>
/// <param name="time">The clock.</param>
public sealed class RunExecutor(
    TactusPaths paths, IRunStore store, SandboxDrivers drivers, IHelperSandbox helpers, Lazy<string> guestHash, TimeProvider time)
{
    private const long FirstEpoch = 1;
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(3);

    // How long a run that has ended waits for its sweep. An engine answers within milliseconds; one that hangs must not hold the run.
    private static readonly TimeSpan s_sweepPatience = TimeSpan.FromSeconds(2);

    private readonly RunIds _ids = new(time);
    private readonly GuestRunner _guests = new(paths.Guest, time);

    /// <summary>Runs a procedure to its end.</summary>
    /// <param name="plan">What to run. Its configuration holds no untrusted widening.</param>
    /// <param name="observer">Watches.</param>
    /// <param name="notice">Told what a person should know about the setting: another driver, a weaker control.</param>
    /// <param name="cancellationToken">A person ends it.</param>
    /// <exception cref="TactusException">The journal cannot be used (TAC60xx); nothing ran.</exception>
    public async Task<RunOutcome> ExecuteAsync(RunPlan plan, IRunObserver observer, Action<string> notice, CancellationToken cancellationToken)
    {
        if (plan.Configuration.UntrustedWidenings is [var widening, ..])
        {
            throw widening.ToException();
        }

        // An engine takes its time to say what it can do; the guest is hashed meanwhile.
        Task<DriverSelection> choosing = Task.Run(() => drivers.ChooseAsync(plan.Driver, cancellationToken).AsTask(), CancellationToken.None);
        RunRecord record = Draft(plan);
        DriverSelection selection;
        try
        {
            selection = await choosing;
        }
        catch (TactusException refusal)
        {
            await store.CreateAsync(record, cancellationToken);
            return await CompleteAsync(record, RunEnd.Of(refusal, RunStatus.Refused, time.GetUtcNow()), isInvalid: false);
        }

        if (selection.Notice is { } line)
        {
            notice(line);
        }

        record = record with { Driver = selection.Driver.Name };
        await store.CreateAsync(record, cancellationToken);
        using var background = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var beat = new PeriodicTimer(HeartbeatEvery, time);
        Task beating = HeartbeatAsync(record.Id, beat);
        Task sweeping = Task.Run(() => SweepAsync(selection.Driver, notice, background.Token), CancellationToken.None);
        try
        {
            (RunCompletion completion, bool isInvalid) = await RunGuestAsync(plan, record, selection.Driver, observer, cancellationToken);
            return await CompleteAsync(record, completion, isInvalid);
        }
        finally
        {
            beat.Dispose();
            await beating;
            background.CancelAfter(s_sweepPatience);
            await sweeping;
        }
    }

    private async Task<(RunCompletion Completion, bool IsInvalid)> RunGuestAsync(
        RunPlan plan, RunRecord record, ISandboxDriver driver, IRunObserver observer, CancellationToken cancellationToken)
    {
        try
        {
            GuestEnding ending = await _guests.RunAsync(Assign(plan, record, driver, observer), cancellationToken);
            bool isInvalid = ending.Session.Finish?.Status == FinishRequest.Types.Status.Invalid;
            return (RunEnd.Of(ending, plan.Grant.Sandbox.Timeout, time.GetUtcNow()), isInvalid);
        }
        catch (TactusException refusal)
        {
            return (RunEnd.Of(refusal, RunStatus.Refused, time.GetUtcNow()), false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            var cancelled = new TactusException("TAC6301", "the run was cancelled");
            return (RunEnd.Of(cancelled, RunStatus.Cancelled, time.GetUtcNow()), false);
        }
    }

    private GuestAssignment Assign(RunPlan plan, RunRecord record, ISandboxDriver driver, IRunObserver observer)
    {
        SandboxGrant sandbox = plan.Grant.Sandbox;
        return new GuestAssignment
        {
            RunId = record.Id,
            Driver = driver,
            Limits = sandbox.Limits,
            Timeout = sandbox.Timeout,
            Start = StartMessages.Create(
                record.Id, StartResponse.Types.Mode.Run, plan.Bundle, (MapValue)Value.Decode(record.Input),
                plan.Request.Parameters.Count > 0, sandbox, record.Seed, record.CreatedAt),
            CreateBroker = () => RunBroker.Create(new RunBrokerOptions
            {
                Run = new RunContext
                {
                    RunId = record.Id,
                    Epoch = FirstEpoch,
                    Grant = plan.Grant,
                    Store = store,
                    Clock = time,
                    Observer = observer,
                    People = plan.Request.People,
                    DryRun = plan.Request.DryRun,
                },
                WorkspacePath = plan.Request.WorkingDirectory,
                StagingPath = StagedRuns.PathOf(paths, record.Id),
                OwnDirectories = paths.OwnDirectories,
                Secrets = SecretSources.OfThisProcess(),
                Helpers = helpers,
            }),
        };
    }

    private RunRecord Draft(RunPlan plan)
    {
        string grant = GrantJson.Write(plan.Configuration, plan.Request.WorkingDirectory);
        Dictionary<string, string> hashes = plan.Bundle.Hashes();
        hashes["grant"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(grant)));
        hashes["guest"] = guestHash.Value;
        foreach (Configuration.Files.ConfigurationFile file in plan.Configuration.Files)
        {
            hashes[file.Layer.ToString().ToLowerInvariant()] = file.Sha256;
        }

        DateTimeOffset now = time.GetUtcNow();
        return new RunRecord
        {
            Id = _ids.Create(),
            Status = RunStatus.Running,
            ProcedurePath = plan.Bundle.FullPath,
            Hashes = hashes,
            Input = RunInputs.Merge(plan.Request).Encode(),
            GrantJson = grant,
            Seed = StartMessages.NewSeed(),
            LanguageVersion = ContractVersions.Language,
            Driver = plan.Driver.ToString().ToLowerInvariant(),
            Executor = ExecutorIdentity.Current().ToString(),
            CreatedAt = now,
            HeartbeatAt = now,
        };
    }

    private async Task<RunOutcome> CompleteAsync(RunRecord record, RunCompletion completion, bool isInvalid)
    {
        try
        {
            await store.CompleteAsync(record.Id, FirstEpoch, completion, CancellationToken.None);
        }
        catch (TactusException lost)
        {
            // Without its end in the journal the run will show as interrupted, so that is what is said of it now.
            completion = RunEnd.Of(lost, RunStatus.Interrupted, time.GetUtcNow()) with { Effects = completion.Effects, CpuTime = completion.CpuTime, LuaPeakBytes = completion.LuaPeakBytes };
        }

        return new RunOutcome(record with { Status = completion.Status, Completion = completion, EndedAt = completion.At }, isInvalid);
    }

    // Ended by disposing the timer: one that is cancelled makes an exception with source lines, which takes longer than a sandbox's start.
    private async Task HeartbeatAsync(string runId, PeriodicTimer beat)
    {
        try
        {
            while (await beat.WaitForNextTickAsync())
            {
                await store.HeartbeatAsync(runId, FirstEpoch, CancellationToken.None);
            }
        }
        catch (TactusException)
        {
            // The journal is lost or the run was taken over: the next effect's append ends the run with the reason.
        }
    }

    // What a killed run left behind goes at the next start, beside the run, so that nobody waits for it.
    private static async Task SweepAsync(ISandboxDriver driver, Action<string> notice, CancellationToken cancellationToken)
    {
        static bool IsAlive(string runId) => SocketDirectory.IsHeld(runId);
        try
        {
            IReadOnlyList<string> removed = await driver.SweepAsync(IsAlive, cancellationToken);
            foreach (string line in removed.Concat(SocketDirectory.Sweep(IsAlive)))
            {
                notice($"removed what a killed run left behind: {line}");
            }
        }
        catch (Exception error) when (error is TactusException or IOException or UnauthorizedAccessException)
        {
            notice($"what killed runs left behind could not be removed: {error.Message}");
        }
        catch (OperationCanceledException)
        {
            // The engine takes too long: the next start sweeps again.
        }
    }
}
