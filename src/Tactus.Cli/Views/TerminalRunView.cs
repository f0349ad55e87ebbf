using Spectre.Console;
using Tactus.Broker.Observing;
using Tactus.Cli.Commands.Runs;
using Tactus.Cli.Output;
using Tactus.Journal;

namespace Tactus.Cli.Views;

/// <summary>A live line at the bottom of the terminal (what the run is doing, for how long, how many effects), prints and logs above it.</summary>
/// <remarks>Each line of the procedure's own stands behind a bar, so that it cannot pass for one of ours.</remarks>
internal sealed class TerminalRunView : IRunView
{
    private const string Bar = "│ ";
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    private readonly CliConsole _console;
    private readonly IAnsiConsole _terminal;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _live;
    private long _effects;
    private volatile string _doing = "starting";

    public TerminalRunView(CliConsole console, TimeProvider time)
    {
        _console = console;
        _time = time;
        _began = time.GetTimestamp();
        _terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(console.Error),
            ColorSystem = console.ErrorColours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        _live = _terminal.Status().Spinner(Spinner.Known.Dots).StartAsync(Line(), ShowAsync);
    }

    public void Note(string line) => _terminal.MarkupLineInterpolated($"[yellow]tactus: {SafeText.Clean(line)}[/]");

    public void OnEffectStarted(EffectStarted effect) => _doing = $"{effect.Kind} {effect.Name}";

    public void OnEffectEnded(EffectEnded effect) => Interlocked.Increment(ref _effects);

    public void OnEvent(RunEvent runEvent)
    {
        bool print = runEvent.Kind == "print";
        string text = (print ? SafeText.FromUtf8(runEvent.Text) : EventText.Of(runEvent)).ReplaceLineEndings("\n" + Bar);
        if (print && !_console.IsOutTerminal)
        {
            _console.Out.WriteLine(SafeText.FromUtf8(runEvent.Text));
        }
        else
        {
            _terminal.Write(new Text(Bar + text + "\n", new Style(decoration: print ? Decoration.None : Decoration.Dim)));
        }
    }

    public async ValueTask EndedAsync(RunRecord run)
    {
        _over.TrySetResult();
        await _live;
        RunSummary.PrintOutput(_console, run);
        RunJson.ErrorOf(run.Completion)?.Print(_console);
        RunSummary.PrintClosingLine(_console, run);
    }

    public async ValueTask DisposeAsync()
    {
        _over.TrySetResult();
        await _live;
    }

    private async Task ShowAsync(StatusContext status)
    {
        using var timer = new PeriodicTimer(Refresh, _time);
        while (!_over.Task.IsCompleted)
        {
            status.Status(Line());
            await Task.WhenAny(_over.Task, timer.WaitForNextTickAsync().AsTask());
        }
    }

    private string Line()
    {
        string doing = Markup.Escape(SafeText.OneLine(_doing, 60));
        return $"{Quantity.Duration(_time.GetElapsedTime(_began))} · {Quantity.Effects(Interlocked.Read(ref _effects))} · {doing}";
    }
}
