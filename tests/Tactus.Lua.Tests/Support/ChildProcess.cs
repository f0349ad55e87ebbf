using System.Diagnostics;
using System.Globalization;

namespace Tactus.Lua.Tests.Support;

/// <summary>Runs a procedure in a process of its own, where it may end as badly as it likes.</summary>
public static class ChildProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs a file and gives what was printed, the line that tells the end, and the exit code.</summary>
    public static (string Output, int ExitCode) Run(string file, int memoryMiB = 64, int cpuMilliseconds = 10_000)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                typeof(ChildProcess).Assembly.Location,
                file,
                memoryMiB.ToString(CultureInfo.InvariantCulture),
                cpuMilliseconds.ToString(CultureInfo.InvariantCulture),
            },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            return ("did not end", -1);
        }

        return (output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult(), process.ExitCode);
    }

    /// <summary>Runs source text under a file name of the caller's choice.</summary>
    public static (string Output, int ExitCode) RunSource(string name, string source, int memoryMiB = 64, int cpuMilliseconds = 10_000)
    {
        var directory = Directory.CreateTempSubdirectory("tactus-lua-");
        try
        {
            var file = Path.Combine(directory.FullName, name);
            File.WriteAllText(file, source);
            return Run(file, memoryMiB, cpuMilliseconds);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
