using System.ComponentModel;
using Tactus.Protocol;
using Tactus.Sandbox.Arguments;
using Tactus.Sandbox.Cgroups;
using Tactus.Sandbox.Controls;
using Tactus.Sandbox.Directories;
using Tactus.Sandbox.Images;
using Tactus.Sandbox.Processes;
using Tactus.Sandbox.Seccomp;

namespace Tactus.Sandbox.Drivers.Bubblewrap;

/// <summary>Confines guests with the <c>bwrap</c> program: namespaces of their own and a root of a few files. Thread-safe.</summary>
public sealed class BubblewrapDriver : ISandboxDriver
{
    private const int ErrorOutputLimit = 8 * 1024;
    private static readonly ControlTable s_table = ControlTable.Load("bubblewrap");
    private static readonly byte[] s_seccomp = SeccompProgram.Assemble(SeccompPolicy.Guest, SeccompArchitecture.Current);

    private readonly SandboxOptions _options;
    private BubblewrapFacts? _facts;

    /// <summary>Creates the driver.</summary>
    /// <param name="options">Its surroundings.</param>
    public BubblewrapDriver(SandboxOptions options)
    {
        _options = options;
    }

    /// <inheritdoc/>
    public string Name => "bubblewrap";

    /// <inheritdoc/>
    public async ValueTask<DriverStatus> DetectAsync(CancellationToken cancellationToken)
    {
        BubblewrapFacts facts = _facts = await BubblewrapDetector.FindAsync(_options, cancellationToken);
        IReadOnlyList<ControlStatus> controls = s_table.Evaluate(facts.Controls(_options.Identity));
        TactusException? refusal = s_table.Refusal(controls);
        string detail = facts.TrialFailure is { Length: > 0 } failure && facts.Program.Length > 0 ? $" ({failure})" : "";
        return new DriverStatus(
            refusal is null, facts.Version?.ToString() ?? "", refusal is null ? "" : refusal.Message + detail, refusal?.Mend ?? "", controls);
    }

    /// <inheritdoc/>
    public async ValueTask<IGuestSandbox> PrepareAsync(GuestLaunch launch, CancellationToken cancellationToken)
    {
        BubblewrapFacts facts = _facts ??= await BubblewrapDetector.FindAsync(_options, cancellationToken);
        IReadOnlyList<ControlStatus> controls = s_table.Evaluate(facts.Controls(_options.Identity));
        if (s_table.Refusal(controls) is { } refusal)
        {
            throw refusal;
        }

        StoredGuestRoot root = new GuestRootStore(_options.Paths.Cache).Ensure(launch.GuestDirectory);
        IReadOnlyList<string> argv = BubblewrapArguments.Guest(launch, root, facts, _options.Identity);
        var errors = new TailSink(ErrorOutputLimit);
        var start = new ProcessStart { Program = argv[0], Argv = argv, Input = null, Error = errors };
        RunCgroup? cgroup = null;
        try
        {
            cgroup = facts.Cgroups.Create(
                launch.RunId, new CgroupLimits(launch.Limits.Memory, launch.Limits.Pids, launch.Limits.Cpus));
            BubblewrapProcess process = await BubblewrapProcess.StartAsync(
                start,
                s_seccomp,
                first =>
                {
                    cgroup.Add(first);
                    BubblewrapArguments.LimitInside(launch.Limits, facts, _options.Identity)?.ApplyTo(first);
                    return Task.CompletedTask;
                });
            return new BubblewrapGuest(process, cgroup, errors, ControlTable.Shortfalls(controls));
        }
        catch (Exception error) when (error is IOException or Win32Exception or UnauthorizedAccessException)
        {
            if (cgroup is not null)
            {
                await cgroup.DisposeAsync();
            }

            throw new TactusException(
                "TAC5120", $"bubblewrap does not make the guest's sandbox: {error.Message}", "tactus sandbox probe --driver bubblewrap", inner: error);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> SweepAsync(Func<string, bool> isRunAlive, CancellationToken cancellationToken)
    {
        // A guest dies with its driver; only an empty cgroup can be left.
        CgroupHost cgroups = CgroupHost.Find(_options.CgroupRoot, await File.ReadAllTextAsync("/proc/self/cgroup", cancellationToken));
        IReadOnlyList<string> runs = cgroups.Sweep(run => isRunAlive(run) || SocketDirectory.IsHeld(run, _options.Paths));
        return [.. runs.Select(run => $"cgroup of run {run}")];
    }
}
