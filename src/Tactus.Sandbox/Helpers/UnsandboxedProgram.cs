using System.ComponentModel;
using Tactus.Sandbox.Processes;

namespace Tactus.Sandbox.Helpers;

/// <summary>Runs a program on the bare host, because trusted YAML said so. Still no shell, and nothing inherited.</summary>
internal static class UnsandboxedProgram
{
    private const string SetPrivileges = "/usr/bin/setpriv";

    internal static async Task<HelperResult> RunAsync(HelperCommand command, CancellationToken cancellationToken)
    {
        var output = new HeadSink(command.OutputLimit);
        var errors = new HeadSink(command.OutputLimit);
        ProcessStart start = Describe(command) with { Input = command.Stdin, Output = output, Error = errors };
        try
        {
            using RunningProcess process = await RunningProcess.StartAsync(start);
            bool inTime = await HelperWait.EndAsync(process, process.Kill, command.Timeout, cancellationToken);
            ProcessExit exit = await process.Exited;
            return new HelperResult(exit.Code, output.Content, errors.Content, output.Truncated || errors.Truncated, !inTime);
        }
        catch (Win32Exception error)
        {
            throw BubblewrapHelperSandbox.NotStarted(command, error.Message);
        }
    }

    internal static async Task<IHelperProcess> StartAsync(HelperCommand command, IHelperOutput output)
    {
        var errors = new TailSink(HelperProcess.ErrorTailSize);
        try
        {
            RunningProcess process = await RunningProcess.StartAsync(
                EndingWithParent(Describe(command)) with { Input = null, Output = new HelperOutputSink(output), Error = errors });
            return new HelperProcess(process, process.DetachInput(), errors, process.Kill, static () => ValueTask.CompletedTask);
        }
        catch (Win32Exception error)
        {
            throw BubblewrapHelperSandbox.NotStarted(command, error.Message);
        }
    }

    // Without a sandbox nothing else ends a server whose host was killed.
    private static ProcessStart EndingWithParent(ProcessStart start) => File.Exists(SetPrivileges)
        ? start with { Program = SetPrivileges, Argv = [SetPrivileges, "--pdeathsig", "KILL", "--", start.Program, .. start.Argv.Skip(1)] }
        : start;

    private static ProcessStart Describe(HelperCommand command) => new()
    {
        Program = Find(command) ?? throw BubblewrapHelperSandbox.NotStarted(command, "it is not in PATH"),
        Argv = command.Argv,
        Environment = command.Environment,
        WorkingDirectory = OnHost(command.WorkingDirectory, command.Mounts),
    };

    private static string? Find(HelperCommand command)
    {
        string name = command.Argv[0];
        if (name.Contains('/', StringComparison.Ordinal))
        {
            return name;
        }

        string path = command.Environment.GetValueOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        return path.Split(':').Where(directory => directory.StartsWith('/')).Select(directory => Path.Combine(directory, name)).FirstOrDefault(File.Exists);
    }

    // There are no mounts on the host; a directory as the procedure knows it lies where its mount comes from.
    private static string OnHost(string directory, IReadOnlyList<HelperMount> mounts)
    {
        HelperMount? mount = mounts
            .Where(mount => directory == mount.Target || directory.StartsWith(mount.Target + "/", StringComparison.Ordinal))
            .MaxBy(mount => mount.Target.Length);
        return mount is null ? directory : mount.HostPath + directory[mount.Target.Length..];
    }
}
