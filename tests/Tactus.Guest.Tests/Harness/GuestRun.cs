using System.Diagnostics;
using Tactus.Protocol.V1;

namespace Tactus.Guest.Tests.Harness;

/// <summary>A guest process that a test started. Disposing it kills it.</summary>
internal sealed class GuestRun : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errorOutput;

    private GuestRun(Process process)
    {
        _process = process;
        _errorOutput = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The guest's process id.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts a guest of a broker, with its token.</summary>
    public static GuestRun Start(TestBroker broker) => Start([broker.SocketPath], broker.Token);

    /// <summary>Starts a guest with any arguments, input and environment.</summary>
    public static GuestRun Start(string[] arguments, ReadOnlySpan<byte> input, IReadOnlyDictionary<string, string>? environment = null) =>
        StartProgram(GuestExecutable.FilePath, arguments, input, environment);

    /// <summary>Starts a program that becomes a guest.</summary>
    public static GuestRun StartProgram(
        string program, string[] arguments, ReadOnlySpan<byte> input, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        var run = new GuestRun(Process.Start(start)!);
        run.GiveInput(input);
        return run;
    }

    /// <summary>True when the program had ended before it took its input.</summary>
    public bool HasRefusedInput { get; private set; }

    /// <summary>Closes the guest's standard input.</summary>
    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Waits for the end. Returns the exit code (128 and the signal's number for a killed guest) and what it said on standard error.</summary>
    public async Task<(int ExitCode, string ErrorOutput)> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TestTime.Longest);
        return (_process.ExitCode, await _errorOutput);
    }

    /// <summary>What the guest said last to its broker. Fails with its standard error when it ended without.</summary>
    public async Task<FinishRequest> FinishAsync(TestBroker broker)
    {
        Task<(int ExitCode, string ErrorOutput)> end = EndAsync();
        await Task.WhenAny(broker.Finished, end);
        if (!broker.Finished.IsCompleted)
        {
            (int exitCode, string errorOutput) = await end;
            throw new InvalidOperationException($"The guest ended with {exitCode} and no Finish: {errorOutput}");
        }

        return await broker.Finished;
    }

    /// <summary>A line of <c>/proc/PID/status</c>, or of one thread's.</summary>
    public string Status(string name, string? thread = null)
    {
        string file = thread is null ? $"/proc/{ProcessId}/status" : Path.Combine(thread, "status");
        return File.ReadLines(file).First(line => line.StartsWith(name + ":", StringComparison.Ordinal))[(name.Length + 1)..].Trim();
    }

    /// <summary>The guest's threads, as directories of procfs.</summary>
    public IEnumerable<string> Threads() => Directory.EnumerateDirectories($"/proc/{ProcessId}/task");

    private void GiveInput(ReadOnlySpan<byte> input)
    {
        try
        {
            _process.StandardInput.BaseStream.Write(input);
            _process.StandardInput.BaseStream.Flush();
        }
        catch (IOException)
        {
            HasRefusedInput = true;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
