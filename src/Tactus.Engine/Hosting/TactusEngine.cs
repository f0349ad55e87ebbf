using Tactus.Broker.Gate;
using Tactus.Configuration.Loading;
using Tactus.Engine.Cancelling;
using Tactus.Engine.Forking;
using Tactus.Engine.Guests;
using Tactus.Engine.Inspection;
using Tactus.Engine.Pruning;
using Tactus.Engine.Resuming;
using Tactus.Engine.Runs;
using Tactus.Engine.Testing;
using Tactus.Engine.Tools;
using Tactus.Journal;
using Tactus.Journal.Sqlite;
using Tactus.Mcp;
using Tactus.Mcp.Packages;
using Tactus.Protocol;
using Tactus.Sandbox.Drivers;
using Tactus.Sandbox.Helpers;

namespace Tactus.Engine.Hosting;

/// <summary>The rooms put together for one process. Each part is made at its first use: a command pays only for what it needs.</summary>
public sealed class TactusEngine : IAsyncDisposable
{
    private readonly Lazy<SqliteRunStore> _store;
    private readonly Lazy<SandboxDrivers> _drivers;
    private readonly Lazy<string> _guestHash;
    private readonly CancellationTokenSource _ending = new();
    private Task _preparing = Task.CompletedTask;

    /// <summary>Creates the engine. Nothing is opened yet.</summary>
    public TactusEngine(TactusPaths paths, ConfigurationPaths configurationPaths, TimeProvider time)
    {
        Paths = paths;
        Time = time;
        ConfigurationPaths = configurationPaths;
        Planner = new RunPlanner(paths, configurationPaths, time);
        _store = new Lazy<SqliteRunStore>(() => SqliteRunStore.Open(paths.Journal, time));
        _guestHash = new Lazy<string>(() => GuestFiles.Hash(paths.Guest));
        _drivers = new Lazy<SandboxDrivers>(static () => new SandboxDrivers());
    }

    /// <summary>Where things lie.</summary>
    public TactusPaths Paths { get; }

    /// <summary>Where configuration lies that belongs to no project.</summary>
    public ConfigurationPaths ConfigurationPaths { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Reads files and resolves configuration.</summary>
    public RunPlanner Planner { get; }

    /// <summary>The journal.</summary>
    /// <exception cref="Protocol.TactusException">TAC60xx: it cannot be opened.</exception>
    public IRunStore Store => _store.Value;

    /// <summary>The drivers.</summary>
    public SandboxDrivers Drivers => _drivers.Value;

    /// <summary>Runs the programs of exec tools.</summary>
    public IHelperSandbox Helpers { get; } = new BubblewrapHelperSandbox();

    /// <summary>The packages of MCP servers that were installed.</summary>
    public PackageStore Packages => new(Paths.Packages);

    /// <summary>Makes the kinds of effect beside the broker's own.</summary>
    public IReadOnlyList<EffectMaker> Effects => [new McpRoom(Packages).Create];

    /// <summary>Executes runs.</summary>
    public RunExecutor Executor => new(Paths, Store, Planner, Drivers, Helpers, Effects, _guestHash, Time);

    /// <summary>Goes on with a run that was interrupted, waits, is in doubt, or used up an amount.</summary>
    /// <inheritdoc cref="RunExecutor.ResumeAsync"/>
    public Task<RunOutcome> ResumeAsync(string runId, ResumeOptions options, RunSurroundings surroundings, CancellationToken cancellationToken) =>
        Executor.ResumeAsync(runId, options, surroundings, cancellationToken);

    /// <summary>Starts a new run that shares the first entries of another.</summary>
    /// <inheritdoc cref="RunExecutor.ForkAsync"/>
    public Task<RunOutcome> ForkAsync(string runId, ForkOptions options, RunSurroundings surroundings, CancellationToken cancellationToken) =>
        Executor.ForkAsync(runId, options, surroundings, cancellationToken);

    /// <summary>Ends a run and its children, whoever executes them and whether anybody does.</summary>
    /// <inheritdoc cref="RunCanceller.CancelAsync"/>
    public Task<RunRecord> CancelAsync(string runId, CancellationToken cancellationToken) =>
        new RunCanceller(Store, Drivers, Time).CancelAsync(runId, cancellationToken);

    /// <summary>The suspended runs that could go on now, oldest first: their time has come, somebody answered, or their children have ended.</summary>
    public IAsyncEnumerable<string> FindDueAsync(CancellationToken cancellationToken) => new DueRunFinder(Store, Time).FindAsync(cancellationToken);

    /// <summary>Removes old runs, and what they kept beside the journal. A run that is executed is never touched.</summary>
    public Task<PruneResult> PruneAsync(PruneQuery query, CancellationToken cancellationToken) => new RunPruner(Store, Paths).PruneAsync(query, cancellationToken);

    /// <summary>Looks at procedures and drivers without a run.</summary>
    public GuestInspector Inspector => new(Paths.Guest, Time);

    /// <summary>Runs scenarios and evaluations.</summary>
    public TestRunner Tests => new(Paths, Helpers, Effects, Time);

    /// <summary>Lists and calls host tools without a procedure.</summary>
    public ToolDesk Tools => new(Paths, Helpers, Effects, Time);

    /// <summary>Says that a run will follow: what it needs later is made ready beside its planning, where there is a processor to spare.</summary>
    /// <remarks>Nothing here decides anything: what fails is tried again by whoever needs it, who tells a person.</remarks>
    /// <param name="mayUseEngine">True when the run may use a container engine, whose first answer takes longest.</param>
    public void PrepareForRun(bool mayUseEngine)
    {
        if (Environment.ProcessorCount > 1)
        {
            // The engine first: what it has to say comes last.
            _preparing = Task.WhenAll(
                mayUseEngine ? Task.Run(AskEngineAsync) : Task.CompletedTask,
                Task.Run(() => Begin(_store)),
                Task.Run(() => ConversationRehearsal.RunAsync(Time)),
                Task.Run(() => Begin(_guestHash)),
                mayUseEngine ? Task.Run(MakeReadyForContainer) : Task.CompletedTask);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _preparing;
        _ending.Dispose();
        if (_store.IsValueCreated)
        {
            await _store.Value.DisposeAsync();
        }

        if (_drivers.IsValueCreated)
        {
            _drivers.Value.Dispose();
        }
    }

    private static void Begin<T>(Lazy<T> part)
    {
        try
        {
            _ = part.Value;
        }
        catch (TactusException)
        {
            // Kept by the lazy value, and thrown at whoever asks for it.
        }
    }

    private void MakeReadyForContainer()
    {
        try
        {
            Drivers.Docker.MakeReady(Paths.Guest);
        }
        catch (TactusException)
        {
            // The making of the container fails in the same way, and says so.
        }
    }

    private async Task AskEngineAsync()
    {
        try
        {
            await Drivers.Docker.DetectAsync(_ending.Token);
        }
        catch (Exception error) when (error is TactusException or OperationCanceledException)
        {
            // The choice of the driver asks again.
        }
    }
}
