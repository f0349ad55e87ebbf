using System.ComponentModel;
using System.Globalization;
using Tactus.Protocol;
using Tactus.Sandbox.Arguments;
using Tactus.Sandbox.Controls;
using Tactus.Sandbox.Directories;
using Tactus.Sandbox.Images;
using Tactus.Sandbox.Native;
using Tactus.Sandbox.Processes;

namespace Tactus.Sandbox.Drivers.None;

/// <summary>Starts guests as plain child processes: the driver <c>none</c>. What confines them is their own lock-down. Thread-safe.</summary>
public sealed class UnconfinedDriver : ISandboxDriver
{
    private const int ErrorOutputLimit = 8 * 1024;
    private static readonly ControlTable s_table = ControlTable.Load("none");

    private readonly SandboxOptions _options;

    /// <summary>Creates the driver.</summary>
    /// <param name="options">Its surroundings.</param>
    public UnconfinedDriver(SandboxOptions options)
    {
        _options = options;
    }

    /// <inheritdoc/>
    public string Name => "none";

    private bool HasOwnUser => _options.Identity.IsRoot && Setpriv is not null;

    private string? Prlimit => _options.FindProgram("prlimit");

    private string? Setpriv => _options.FindProgram("setpriv");

    /// <inheritdoc/>
    public ValueTask<DriverStatus> DetectAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<ControlStatus> controls = s_table.Evaluate(Facts());
        TactusException? refusal = s_table.Refusal(controls);
        return ValueTask.FromResult(new DriverStatus(refusal is null, "", refusal?.Message ?? "", refusal?.Mend ?? "", controls));
    }

    /// <inheritdoc/>
    public async ValueTask<IGuestSandbox> PrepareAsync(GuestLaunch launch, CancellationToken cancellationToken)
    {
        IReadOnlyList<ControlStatus> controls = s_table.Evaluate(Facts());
        if (s_table.Refusal(controls) is { } refusal)
        {
            throw refusal;
        }

        StoredGuestRoot root = new GuestRootStore(_options.Paths.Cache).Ensure(launch.GuestDirectory);
        IReadOnlyList<string> argv = ProcessArguments.Guest(launch, root, Prlimit!, Setpriv, _options.Identity);
        var errors = new TailSink(ErrorOutputLimit);
        try
        {
            RunningProcess process = await RunningProcess.StartAsync(
                new ProcessStart { Program = argv[0], Argv = argv, Input = null, Error = errors });
            return new UnconfinedGuest(process, errors, ControlTable.Shortfalls(controls));
        }
        catch (Exception error) when (error is IOException or Win32Exception)
        {
            throw new TactusException("TAC5130", $"The guest cannot be started: {error.Message}", "tactus sandbox probe --driver none", inner: error);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> SweepAsync(Func<string, bool> isRunAlive, CancellationToken cancellationToken)
    {
        var ended = new List<string>();
        foreach (string directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out int process)
                && RunOf(directory) is { } run && !isRunAlive(run) && !SocketDirectory.IsHeld(run, _options.Paths)
                && Libc.Kill(process, LinuxConstants.SignalKill) == 0)
            {
                ended.Add($"process {process} of run {run}");
            }
        }

        return ValueTask.FromResult<IReadOnlyList<string>>(ended);
    }

    // A guest is known by its command line: our copy of the executable, and a socket beneath our directory.
    private string? RunOf(string processDirectory)
    {
        try
        {
            string[] argv = File.ReadAllText(Path.Combine(processDirectory, "cmdline")).Split('\0', StringSplitOptions.RemoveEmptyEntries);
            bool isGuest = argv.Length == 2
                && argv[0].StartsWith(_options.Paths.Cache + "/", StringComparison.Ordinal)
                && argv[1].StartsWith(_options.Paths.Sockets + "/", StringComparison.Ordinal);
            return isGuest ? Path.GetFileName(Path.GetDirectoryName(argv[1])) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private Dictionary<string, ControlFact> Facts()
    {
        bool leavesRoot = !_options.Identity.IsRoot || Setpriv is not null;
        return new Dictionary<string, ControlFact>(StringComparer.Ordinal)
        {
            ["process"] = new(true, "descriptors 0 to 2, no environment"),
            ["unprivileged-user"] = new(leavesRoot, !leavesRoot ? "" : _options.Identity.IsRoot ? "a uid of the run's own" : "the invoker"),
            ["limits"] = new(Prlimit is not null, Prlimit is null ? "" : "rlimits"),
            ["memory"] = new(false, "rlimit"),
            ["pids"] = new(false, HasOwnUser ? "rlimit" : ""),
        };
    }
}
