using System.ComponentModel;
using System.Text;
using Tactus.Sandbox.Arguments;
using Tactus.Sandbox.Cgroups;
using Tactus.Sandbox.Processes;

namespace Tactus.Sandbox.Drivers.Bubblewrap;

/// <summary>Finds out what this machine offers to bubblewrap, by asking it and by making one sandbox.</summary>
internal static class BubblewrapDetector
{
    private const int OutputLimit = 4096;
    private const string SeccompActions = "/proc/sys/kernel/seccomp/actions_avail";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    internal static async Task<BubblewrapFacts> FindAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        var facts = new BubblewrapFacts
        {
            Program = options.FindProgram("bwrap") ?? "",
            Version = null,
            Setpriv = options.FindProgram("setpriv"),
            Prlimit = options.FindProgram("prlimit"),
            TrialFailure = "bwrap is not installed",
            HasSeccomp = File.Exists(SeccompActions) && File.ReadAllText(SeccompActions).Contains("kill_process", StringComparison.Ordinal),
            Cgroups = CgroupHost.Find(options.CgroupRoot, await File.ReadAllTextAsync("/proc/self/cgroup", cancellationToken)),
        };
        if (facts.Program.Length == 0)
        {
            return facts;
        }

        Task<(int Code, string Text)> version = RunAsync([facts.Program, "--version"], cancellationToken);
        Task<(int Code, string Text)> trial = options.Identity.IsRoot && facts.Setpriv is null
            ? Task.FromResult((1, "setpriv is not installed"))
            : RunAsync(BubblewrapArguments.Trial(facts, options.Identity), cancellationToken);
        (int code, string complaint) = await trial;
        return facts with
        {
            Version = Version.TryParse((await version).Text.Split(' ')[^1], out Version? parsed) ? parsed : null,
            TrialFailure = code == 0 ? null : complaint,
        };
    }

    private static async Task<(int Code, string Text)> RunAsync(IReadOnlyList<string> argv, CancellationToken cancellationToken)
    {
        var output = new TailSink(OutputLimit);
        try
        {
            using RunningProcess process = await RunningProcess.StartAsync(
                new ProcessStart { Program = argv[0], Argv = argv, Output = output, Error = output });
            ProcessExit exit = await process.Exited.WaitAsync(s_limit, cancellationToken);
            return (exit.Code, Encoding.UTF8.GetString(output.Content).Trim());
        }
        catch (Exception error) when (error is Win32Exception or IOException or TimeoutException)
        {
            return (255, error.Message);
        }
    }
}
