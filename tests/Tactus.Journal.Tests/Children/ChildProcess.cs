using System.Diagnostics;

namespace Tactus.Journal.Tests.Children;

/// <summary>A real process of this assembly's <see cref="Program"/>.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    /// <summary>Starts a command of <see cref="Program"/>.</summary>
    public static ChildProcess Start(params string[] arguments) => Launch([.. DotnetCommand, .. arguments]);

    /// <summary>Starts a shell script in a mount namespace of its own; <c>"$@"</c> in it starts a command of <see cref="Program"/>.</summary>
    public static ChildProcess StartInOwnMounts(string script, params string[] arguments)
    {
        string[] unshare = Environment.UserName == "root" ? ["unshare", "--mount"] : ["unshare", "--map-root-user", "--mount"];
        return Launch([.. unshare, "sh", "-ec", script, "sh", .. DotnetCommand, .. arguments]);
    }

    /// <summary>Its next line, or null when it said its last.</summary>
    public async Task<string?> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);

    /// <summary>All its lines to the end, which must be a good one.</summary>
    public async Task<IReadOnlyList<string>> FinishAsync()
    {
        var lines = new List<string>();
        while (await ReadLineAsync() is { } line)
        {
            lines.Add(line);
        }

        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.ExitCode.ShouldBe(0, string.Join('\n', lines));
        return lines;
    }

    public void WriteLine(string line = "") => _process.StandardInput.WriteLine(line);

    /// <summary>SIGKILL, then what it had still said.</summary>
    public async Task<IReadOnlyList<string>> KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return (await _process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static string[] DotnetCommand => [Environment.ProcessPath!, "exec", typeof(Program).Assembly.Location];

    private static ChildProcess Launch(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return new ChildProcess(Process.Start(start)!);
    }
}
