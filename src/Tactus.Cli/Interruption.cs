using System.Runtime.InteropServices;
using Tactus.Cli.Output;

namespace Tactus.Cli;

/// <summary>Ctrl-C, SIGTERM and a closed terminal: the first ends the run cleanly, the second at once.</summary>
/// <remarks>Ended at once, a guest dies with its parent, or with the lost connection; what it left behind goes at the next start.</remarks>
internal sealed class Interruption : IDisposable
{
    // timeout(1) and some terminals send one signal twice, to the process and to its group: that is still one wish.
    private static readonly TimeSpan OneWish = TimeSpan.FromMilliseconds(500);

    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    private readonly CliConsole _console;
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();

    // Guarded by _lock: when the first signal arrived.
    private long? _first;

    public Interruption(CliConsole console, TimeProvider time)
    {
        _console = console;
        _time = time;
        _registrations = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];
    }

    /// <summary>Cancelled at the first signal.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        lock (_lock)
        {
            if (_first is { } first && _time.GetElapsedTime(first) < OneWish)
            {
                return;
            }

            if (_first is not null)
            {
                _console.Note("tactus: ended at once", TextStyle.Bad);
                Environment.Exit(ExitCode.Cancelled);
            }

            _first = _time.GetTimestamp();
        }

        _source.Cancel();
    }
}
