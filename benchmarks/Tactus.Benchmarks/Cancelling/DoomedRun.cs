using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Tactus.Benchmarks.Machines;
using Tactus.Benchmarks.Processes;

namespace Tactus.Benchmarks.Cancelling;

/// <summary>A run that would go on for ever, in a directory of its own, to be cancelled.</summary>
internal sealed class DoomedRun
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly Surroundings _surroundings;
    private readonly string _procedure;
    private readonly string _driver;
    private readonly string _directory;

    public DoomedRun(Surroundings surroundings, string procedure, string driver)
    {
        _surroundings = surroundings;
        _procedure = procedure;
        _driver = driver;
        _directory = Path.Combine(surroundings.Scratch, "cancel");
    }

    /// <summary>Starts it, waits until it stands where it is to be met, and cancels it.</summary>
    /// <param name="signs">The files that it writes once it stands there.</param>
    /// <returns>From the start of <c>runs cancel</c> until <c>tactus run</c> has ended and no process of the run or its children is left, in milliseconds.</returns>
    public double CancelOnce(IReadOnlyList<string> signs)
    {
        Directory.CreateDirectory(_directory);
        string procedure = LayOut();
        using Process run = Start(procedure);
        try
        {
            Until(() => signs.All(sign => File.Exists(Path.Combine(_directory, sign))), "the run to stand");
            string[] ids = RunningIds();
            long asked = Stopwatch.GetTimestamp();
            ChildProcess.Run(Tactus("runs", "cancel", ids[^1]));
            Until(() => run.HasExited && !ids.Any(IsAlive), "the end of the run");
            return Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
        }
        finally
        {
            if (!run.HasExited)
            {
                run.Kill(entireProcessTree: true);
            }

            Directory.Delete(_directory, recursive: true);
        }
    }

    private string LayOut()
    {
        string source = _surroundings.Procedure(Path.Combine("cancel", _procedure));
        string target = Path.Combine(_directory, _procedure);
        File.Copy(source, target);
        if (File.Exists(source + ".yml"))
        {
            File.Copy(source + ".yml", target + ".yml");
        }

        return target;
    }

    private Process Start(string procedure)
    {
        string[] trust = File.Exists(procedure + ".yml") ? ["--trust", procedure + ".yml"] : [];
        ChildCommand command = Tactus(["run", procedure, "--driver", _driver, .. trust]);
        var start = new ProcessStartInfo(command.Argv[0], command.Argv.Skip(1))
        {
            UseShellExecute = false,
            WorkingDirectory = _directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private ChildCommand Tactus(params IReadOnlyList<string> arguments) =>
        TactusCommand.Of(_surroundings, arguments) with { WorkingDirectory = _directory };

    // The newest first, so the run that started the others is the last.
    private string[] RunningIds()
    {
        using JsonDocument list = JsonDocument.Parse(ChildProcess.Run(Tactus("runs", "list", "--status", "running", "--json")).Output);
        return [.. list.RootElement.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("run_id").GetString()!)];
    }

    private static bool IsAlive(string runId)
    {
        byte[] wanted = Encoding.ASCII.GetBytes(runId);
        foreach (string process in Directory.EnumerateDirectories("/proc"))
        {
            try
            {
                if (char.IsAsciiDigit(Path.GetFileName(process)[0]) && File.ReadAllBytes(Path.Combine(process, "cmdline")).AsSpan().IndexOf(wanted) >= 0)
                {
                    return true;
                }
            }
            catch (IOException)
            {
                // It ended between two looks.
            }
        }

        return false;
    }

    private static void Until(Func<bool> holds, string what)
    {
        long began = Stopwatch.GetTimestamp();
        while (!holds())
        {
            if (Stopwatch.GetElapsedTime(began) > s_patience)
            {
                throw new InvalidOperationException($"waited for {what} in vain");
            }

            Thread.Yield();
        }
    }
}
