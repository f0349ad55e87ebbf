using System.ComponentModel;
using System.Globalization;
using System.Text;
using Tactus.Protocol;
using Tactus.Sandbox.Arguments;
using Tactus.Sandbox.Cgroups;
using Tactus.Sandbox.Drivers.Bubblewrap;
using Tactus.Sandbox.Helpers.Mounting;
using Tactus.Sandbox.Native;
using Tactus.Sandbox.Processes;
using Tactus.Sandbox.Seccomp;

namespace Tactus.Sandbox.Helpers;

/// <summary>Runs programs in sandboxes of bubblewrap: the host's <c>/usr</c> to read, the granted directories, and nothing else. Thread-safe.</summary>
public sealed class BubblewrapHelperSandbox : IHelperSandbox
{
    private const string NotFoundPrefix = "bwrap: execvp ";
    private const string Install = "apt-get install bubblewrap util-linux";
    private static readonly byte[] s_seccomp = SeccompProgram.Assemble(SeccompPolicy.Helper, SeccompArchitecture.Current);
    private static int s_count;

    private readonly SandboxOptions _options;

    /// <summary>Creates it. Nothing is started yet.</summary>
    /// <param name="options">Its surroundings. Default: those of this process.</param>
    public BubblewrapHelperSandbox(SandboxOptions? options = null)
    {
        _options = options ?? new SandboxOptions();
    }

    /// <inheritdoc/>
    public async Task<HelperResult> RunAsync(HelperCommand command, CancellationToken cancellationToken)
    {
        if (command.Unsandboxed)
        {
            return await UnsandboxedProgram.RunAsync(command, cancellationToken);
        }

        var output = new HeadSink(command.OutputLimit);
        var errors = new HeadSink(command.OutputLimit);
        (HelperFacts facts, ProcessStart start) = Describe(command);
        try
        {
            await using RunCgroup cgroup = CreateCgroup(facts, command);
            using BubblewrapProcess process = await StartAsync(start with { Input = command.Stdin, Output = output, Error = errors }, command, cgroup);
            bool inTime = await HelperWait.EndAsync(process.Outer, process.Kill, command.Timeout, cancellationToken);
            ProcessExit exit = await process.Outer.Exited;
            return exit.Code == 1 && Encoding.UTF8.GetString(errors.Content).StartsWith(NotFoundPrefix, StringComparison.Ordinal)
                ? throw NotStarted(command, Encoding.UTF8.GetString(errors.Content).Trim())
                : new HelperResult(exit.Code, output.Content, errors.Content, output.Truncated || errors.Truncated, !inTime);
        }
        catch (Exception error) when (error is IOException or Win32Exception or UnauthorizedAccessException or TimeoutException)
        {
            throw Unavailable(error);
        }
    }

    /// <inheritdoc/>
    public async Task<IHelperProcess> StartAsync(HelperCommand command, IHelperOutput output, CancellationToken cancellationToken)
    {
        if (command.Unsandboxed)
        {
            return await UnsandboxedProgram.StartAsync(command, output);
        }

        var errors = new TailSink(HelperProcess.ErrorTailSize);
        (HelperFacts facts, ProcessStart start) = Describe(command);
        RunCgroup? cgroup = null;
        try
        {
            cgroup = CreateCgroup(facts, command);
            BubblewrapProcess process = await StartAsync(
                start with { Input = null, Output = new HelperOutputSink(output), Error = errors }, command, cgroup);
            RunCgroup own = cgroup;
            cgroup = null;
            return new HelperProcess(process.Outer, process.Outer.DetachInput(), errors, process.Kill, () => RemoveAsync(process, own));
        }
        catch (Exception error) when (error is IOException or Win32Exception or UnauthorizedAccessException or TimeoutException)
        {
            throw Unavailable(error);
        }
        finally
        {
            if (cgroup is not null)
            {
                await cgroup.DisposeAsync();
            }
        }
    }

    /// <summary>The error for a program that cannot be started.</summary>
    internal static TactusException NotStarted(HelperCommand command, string reason)
        => new("TAC5302", $"The program '{command.Argv[0]}' cannot be started: {reason}", "Install it, or correct argv in the tool's YAML.");

    private static TactusException Unavailable(Exception error) =>
        new("TAC5301", $"The helper sandbox cannot be made: {error.Message}", Install, inner: error);

    private static RunCgroup CreateCgroup(HelperFacts facts, HelperCommand command)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{command.RunId}.{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}");
        return facts.Cgroups.Create(name, new CgroupLimits(command.MemoryLimit, HelperArguments.MostProcesses, Environment.ProcessorCount));
    }

    private static async ValueTask RemoveAsync(BubblewrapProcess process, RunCgroup cgroup)
    {
        process.Dispose();
        await cgroup.DisposeAsync();
    }

    private (HelperFacts Facts, ProcessStart Start) Describe(HelperCommand command)
    {
        HelperFacts facts = HelperFacts.Find(_options)
            ?? throw new TactusException("TAC5301", "There is no helper sandbox for programs here: bwrap or prlimit is missing.", Install);
        Dictionary<string, ControlPaths> controls = command.Mounts.Where(mount => !mount.ReadOnly || mount.HidesControlFiles)
            .ToDictionary(mount => mount.Target, mount => ControlPaths.Find(mount.HostPath, mount.ReadOnly), StringComparer.Ordinal);
        IReadOnlyList<string> argv = HelperArguments.Build(command, controls, facts, _options.Identity);
        return (facts, new ProcessStart { Program = argv[0], Argv = argv });
    }

    private async Task<BubblewrapProcess> StartAsync(ProcessStart start, HelperCommand command, RunCgroup cgroup)
    {
        using OwnedDescriptor environment = OwnedDescriptor.Memory("environment", HelperArguments.EnvironmentFile(command));
        IReadOnlyList<OwnedDescriptor> system = HelperFiles.Open(
            HelperArguments.InsideId(_options.Identity.UserId), HelperArguments.InsideId(_options.Identity.GroupId));
        OwnedDescriptor[] own = [.. command.Files.Select(file => OwnedDescriptor.Memory("file", file.Content.Span))];
        using var pause = new SetupPause();
        try
        {
            return await BubblewrapProcess.StartAsync(
                start with { ExtraDescriptors = [environment, .. system, pause.Reader, .. own] },
                s_seccomp,
                async first =>
                {
                    cgroup.Add(first);
                    HelperArguments.LimitInside.ApplyTo(first);
                    await pause.PassAsync(HelperFiles.LastContent, () => MountCheck.Require(first, command.Mounts, start.Argv));
                });
        }
        finally
        {
            foreach (OwnedDescriptor file in system.Concat(own))
            {
                file.Dispose();
            }
        }
    }
}
