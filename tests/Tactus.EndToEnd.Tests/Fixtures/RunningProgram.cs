using System.Diagnostics;
using System.Text;

namespace Tactus.EndToEnd.Tests.Fixtures;

/// <summary>A started program, leader of its own process group. It is killed with the whole group at its time limit and when disposed.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly CancellationTokenSource _limit = new(s_limit);
    private readonly Task<string> _out;
    private readonly Task<string> _error;
    private readonly StringBuilder _seen = new();

    private readonly string _journal;

    private RunningProgram(Process process, string journal)
    {
        _journal = journal;
        _process = process;
        Id = process.Id;
        _limit.Token.Register(() => Signal.KillGroup(Id));
        _out = ReadAsync(process.StandardOutput);
        _error = ReadAsync(process.StandardError);
    }

    /// <summary>Process id of the program itself.</summary>
    public int Id { get; }

    /// <summary>True once it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Starts it with exactly this environment and an empty standard input.</summary>
    /// <param name="argv">Program and arguments.</param>
    /// <param name="directory">Its working directory.</param>
    /// <param name="environment">Its whole environment.</param>
    public static RunningProgram Start(IReadOnlyList<string> argv, string directory, IReadOnlyDictionary<string, string> environment)
    {
        // setsid(1) becomes the program, so that ids stay the same and signals for the tests do not reach it.
        var start = new ProcessStartInfo("/usr/bin/setsid", argv)
        {
            UseShellExecute = false,
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return new RunningProgram(process, Path.Combine(environment["XDG_STATE_HOME"], "tactus", "runs.db"));
    }

    /// <summary>Waits until it has written a text, on either stream.</summary>
    public Task WritesAsync(string text) => Until.HoldsAsync($"the text '{text}'", () =>
    {
        lock (_seen)
        {
            return _seen.ToString().Contains(text, StringComparison.Ordinal);
        }
    });

    /// <summary>Waits until it executes a run, and says which.</summary>
    public async Task<string> RunIdAsync()
    {
        string? id = null;
        await Until.HoldsAsync("the program's run", () => (id = ProcessTable.RunsOf(Id).FirstOrDefault(IsRecorded)) is not null || _process.HasExited);
        return id ?? throw new ShouldAssertException("the program ended without a run: " + await EndAsync());
    }

    /// <summary>Waits until its guest runs under bubblewrap, and says which process that is.</summary>
    public async Task<int> GuestAsync()
    {
        int guest = 0;
        await Until.HoldsAsync("the guest", () => (guest = ProcessTable.GuestBelow(Id)) != 0);
        return guest;
    }

    /// <summary>Sends it a signal.</summary>
    public void Send(int signal) => Signal.Send(Id, signal);

    /// <summary>Waits for its end.</summary>
    /// <exception cref="TimeoutException">It had to be killed.</exception>
    public async Task<Ended> EndAsync()
    {
        await _process.WaitForExitAsync();
        TimeSpan took = Stopwatch.GetElapsedTime(_began);
        string output = await _out;
        string error = await _error;
        var ended = new Ended(_process.ExitCode, output, error, took);
        return _limit.IsCancellationRequested ? throw new TimeoutException($"killed after {s_limit.TotalSeconds} s: {ended}") : ended;
    }

    public async ValueTask DisposeAsync()
    {
        Signal.KillGroup(Id);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _limit.Dispose();
    }

    // A directory of the program's may belong to no run; a run's id stands in the journal before anything is started.
    private bool IsRecorded(string id) => new[] { _journal + "-wal", _journal }.Where(File.Exists).Any(path =>
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), Encoding.Latin1);
        return reader.ReadToEnd().Contains(id, StringComparison.Ordinal);
    });

    private async Task<string> ReadAsync(StreamReader reader)
    {
        var all = new StringBuilder();
        char[] buffer = new char[4096];
        int count;
        while ((count = await reader.ReadAsync(buffer)) > 0)
        {
            all.Append(buffer, 0, count);
            lock (_seen)
            {
                _seen.Append(buffer, 0, count);
            }
        }

        return all.ToString();
    }
}
