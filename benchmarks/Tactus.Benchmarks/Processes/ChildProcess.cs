using System.Diagnostics;

namespace Tactus.Benchmarks.Processes;

/// <summary>Runs commands and takes their time.</summary>
internal static class ChildProcess
{
    /// <summary>True when there is such a program in the path.</summary>
    public static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(directory => File.Exists(Path.Combine(directory, program)));

    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed: a time of it would mean nothing.</exception>
    public static ChildResult Run(ChildCommand command) => Run(command, static _ => { });

    /// <summary>Runs a command to its end, and says which process it became.</summary>
    /// <inheritdoc cref="Run(ChildCommand)"/>
    public static ChildResult Run(ChildCommand command, Action<int> onStarted)
    {
        var start = new ProcessStartInfo(command.Argv[0], command.Argv.Skip(1))
        {
            UseShellExecute = false,
            WorkingDirectory = command.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        onStarted(process.Id);
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(began);
        return process.ExitCode == command.ExpectedExit
            ? new ChildResult(process.ExitCode, output, elapsed)
            : throw new InvalidOperationException(
                $"'{string.Join(' ', command.Argv)}' ended with {process.ExitCode}: {output} {errors.GetAwaiter().GetResult()}");
    }
}
