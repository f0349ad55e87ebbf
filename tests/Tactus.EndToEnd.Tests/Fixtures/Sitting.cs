using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Tactus.EndToEnd.Tests.Fixtures;

/// <summary>A person who sits at a terminal where a program runs: sees what it shows, presses keys.</summary>
internal sealed partial class Sitting : IAsyncDisposable
{
    public const string Enter = "\r";
    public const string Down = "\u001b[B";
    public const string Space = " ";
    public const string CtrlC = "\u0003";

    // The program gets the terminal as its controlling one, so that Ctrl-C reaches it; standard output can go elsewhere.
    private const string OnTerminal = "out=$1; shift; exec setsid --ctty \"$@\" <>\"$TERMINAL\" >\"$out\" 2>\"$TERMINAL\"";

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(120);

    private readonly Terminal _terminal = new();
    private readonly Process _process;
    private readonly CancellationTokenSource _limit = new(s_limit);
    private readonly StringBuilder _seen = new();
    private readonly Task _reading;
    private int _from;

    /// <summary>Starts a command at a terminal.</summary>
    /// <param name="desk">Whose.</param>
    /// <param name="output">A file for standard output; null for the terminal.</param>
    /// <param name="arguments">The command.</param>
    public Sitting(Desk desk, string? output, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", OnTerminal, "sh", output ?? _terminal.Path, Installation.Program, .. arguments])
        {
            UseShellExecute = false, WorkingDirectory = desk.Workspace,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in desk.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["TERM"] = "xterm-256color";
        start.Environment["TERMINAL"] = _terminal.Path;
        _process = Process.Start(start)!;
        _limit.Token.Register(() => Signal.KillGroup(_process.Id));
        _reading = Task.Factory.StartNew(ReadAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>What the screen was sent so far, as it came.</summary>
    public string Raw
    {
        get
        {
            lock (_seen)
            {
                return _seen.ToString();
            }
        }
    }

    /// <summary>The same without the sequences that move and colour.</summary>
    public string Text => Sequence().Replace(Raw, "");

    /// <summary>Waits until a text appears, behind the last one that was waited for.</summary>
    public async Task SeesAsync(string text)
    {
        try
        {
            await Until.HoldsAsync($"the text '{text}' on the screen", () => Text.IndexOf(text, _from, StringComparison.Ordinal) >= 0 || _process.HasExited);
        }
        catch (TimeoutException timeout)
        {
            throw new ShouldAssertException($"{timeout.Message}; it shows:\n{Text}", timeout);
        }

        if (_process.HasExited)
        {
            // Its last words may still be on their way to the screen.
            await _reading;
        }

        int at = Text.IndexOf(text, _from, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, $"the program ended without showing '{text}':\n{Text}");
        _from = at + text.Length;
    }

    /// <summary>Presses keys.</summary>
    public void Press(params string[] keys)
    {
        foreach (string key in keys)
        {
            _terminal.Write(Encoding.UTF8.GetBytes(key));
        }
    }

    /// <summary>Waits for the program's end.</summary>
    public async Task<Ended> EndAsync()
    {
        long began = Stopwatch.GetTimestamp();
        await _process.WaitForExitAsync();
        await _reading;
        return new Ended(_process.ExitCode, "", Text, Stopwatch.GetElapsedTime(began));
    }

    public async ValueTask DisposeAsync()
    {
        Signal.KillGroup(_process.Id);
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
        _terminal.Dispose();
        _limit.Dispose();
    }

    private void ReadAll()
    {
        Span<byte> buffer = stackalloc byte[4096];
        Decoder decoder = Encoding.UTF8.GetDecoder();
        char[] characters = new char[4096];
        int count;
        while ((count = _terminal.Read(buffer)) > 0)
        {
            int decoded = decoder.GetChars(buffer[..count], characters, flush: false);
            lock (_seen)
            {
                _seen.Append(characters, 0, decoded);
            }
        }
    }

    [GeneratedRegex("\u001b(\\[[0-9;?]*[ -/]*[@-~]|[@-Z\\\\^_])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sequence();
}
