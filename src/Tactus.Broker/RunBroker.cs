using Tactus.Broker.Agents;
using Tactus.Broker.Branches;
using Tactus.Broker.Budgets;
using Tactus.Broker.Checkpoints;
using Tactus.Broker.Events;
using Tactus.Broker.Files;
using Tactus.Broker.Files.Effects;
using Tactus.Broker.Files.Staging;
using Tactus.Broker.Gate;
using Tactus.Broker.HostTools;
using Tactus.Broker.Observing;
using Tactus.Broker.People;
using Tactus.Broker.Plugins;
using Tactus.Broker.Replaying;
using Tactus.Broker.Runs;
using Tactus.Broker.Secrets;
using Tactus.Broker.Waiting;
using Tactus.Journal;
using Tactus.Policy.Grants;
using Tactus.Protocol;

namespace Tactus.Broker;

/// <summary>Everything that serves one run, put together: the gate and what stands behind it. Knows no wire; see <see cref="Sessions.BrokerSession"/>.</summary>
public sealed class RunBroker : IDisposable, IAsyncDisposable
{
    private readonly RunContext _run;
    private readonly GrantedFiles _files;
    private readonly HostToolRegistry _tools;
    private readonly IReadOnlyList<IEffectHandler> _others;

    private RunBroker(
        RunContext run, RunBudget budget, GrantedFiles files, HostToolRegistry tools, PluginPrograms plugins, IChildRuns? children,
        IReadOnlyList<IEffectHandler> others)
    {
        _run = run;
        _others = others;
        _files = files;
        _tools = tools;
        Redactor = run.Redactor;
        Clock = run.Clock;
        Observer = run.Observer;
        Budget = budget;
        Book = new PositionBook(run.IsResumed);
        Events = new EventIntake(run, budget);
        Replay = new ReplayStream(run);
        Effects = new EffectTable(
        [
            new HostCallHandler(run.Grant, tools),
            new CheckpointHandler(),
            new HumanAskHandler(run),
            new SleepHandler(run.Clock),
            new DeferHandler(run.Clock),
            new BranchOpenHandler(Book),
            new BranchEndHandler(Book),
            new RunStartHandler(children),
            new RunAwaitHandler(children),
            new AgentToolHandler(run, () => Effects!),
            new ToolDescribeHandler(run.Grant, tools),
            new PluginCallHandler(plugins),
            new PluginDescribeHandler(plugins),
            .. FileEffects.Create(files, run.Redactor),
            .. others,
        ]);
        Gate = new EffectGate(run, Effects, budget, Book);
    }

    /// <summary>The gate.</summary>
    public EffectGate Gate { get; }

    /// <summary>The kinds of effect.</summary>
    public EffectTable Effects { get; }

    /// <summary>Takes prints, logs and events.</summary>
    public EventIntake Events { get; }

    /// <summary>What the run has used up.</summary>
    public RunBudget Budget { get; }

    /// <summary>Knows the run's secrets; whatever else leaves the host for this run passes it too.</summary>
    public Redactor Redactor { get; }

    /// <summary>The host tools that exist, granted or not, sorted by name.</summary>
    public IReadOnlyList<HostToolInfo> Tools => _tools.Tools;

    internal PositionBook Book { get; }

    internal ReplayStream Replay { get; }

    internal bool IsResumed => _run.IsResumed;

    internal TimeProvider Clock { get; }

    internal IRunObserver Observer { get; }

    /// <summary>Puts a broker together: reads secrets, opens directories, compiles tools.</summary>
    /// <exception cref="TactusException">A secret of a granted tool is missing (TAC35xx), a directory cannot be opened (TAC3220), or a
    /// tool's declaration cannot be used (TAC3105).</exception>
    public static RunBroker Create(RunBrokerOptions options)
    {
        RunSecrets secrets = RunSecrets.Read(options.Run.Grant, new SecretStore(options.Secrets));
        RunContext run = options.Run with { Redactor = new Redactor(secrets.All) };
        var own = new OwnDirectories(options.OwnDirectories);
        var mounts = new HelperMounts(options, own);
        HostToolRegistry tools = HostToolFactory.Create(options, run, secrets, mounts);
        var files = new GrantedFiles(run.Grant, OpenWorkspace(options), options.WorkspacePath, own);
        var plugins = new PluginPrograms(run, options.Helpers, mounts, options.ProcedureDirectory);
        var budget = new RunBudget(run.Grant.Sandbox.Limits);
        var services = new EffectServices(run, secrets, budget)
        {
            Helpers = options.Helpers, Mounts = mounts, ProcedureDirectory = options.ProcedureDirectory,
        };
        return new RunBroker(run, budget, files, tools, plugins, options.Children, [.. options.Effects.SelectMany(create => create(services))]);
    }

    /// <summary>Takes over what an earlier execution of the run left: its numbers and what it used up. Called once, before the first effect; nothing for
    /// a run that is new.</summary>
    /// <exception cref="TactusException">The journal cannot be read (TAC6xxx).</exception>
    public async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        if (_run.IsResumed)
        {
            RunCounts counts = await _run.Store.ReadCountsAsync(_run.RunId, cancellationToken);
            Gate.StartAfter(counts);
            Budget.StartAfter(counts);
            await AgentToolHistory.ChargeAsync(_run, Budget, cancellationToken);
            foreach (IResumedHandler handler in _others.OfType<IResumedHandler>())
            {
                await handler.StartAfterAsync(cancellationToken);
            }
        }
    }

    /// <summary>Ends what kinds of effect hold beyond this process, servers above all, then closes everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_others.OfType<IAsyncDisposable>().Select(handler => handler.DisposeAsync().AsTask()));
        Dispose();
    }

    /// <summary>Closes everything but what must be waited for; for a broker that was given no such kind of effect.</summary>
    public void Dispose()
    {
        Gate.Dispose();
        foreach (IDisposable handler in _others.OfType<IDisposable>())
        {
            handler.Dispose();
        }

        Events.Dispose();
        _files.Dispose();
        _tools.Dispose();
    }

    private static IFileTree? OpenWorkspace(RunBrokerOptions options)
    {
        SandboxGrant sandbox = options.Run.Grant.Sandbox;
        if (sandbox.Workspace == WorkspaceMode.None || !sandbox.MountCurrentDir || options.WorkspacePath is null)
        {
            return null;
        }

        if (sandbox.Workspace == WorkspaceMode.Direct)
        {
            return DirectTree.Open(options.WorkspacePath);
        }

        string staging = options.StagingPath ?? throw new ArgumentException("a staged workspace needs a staging path", nameof(options));
        return StagedWorkspace.Open(options.WorkspacePath, staging).Tree;
    }
}
