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
    private const int TailLength = 40;
    private const int LeastWithUsage = 70;
    private const string Ellipsis = "…";

    // The spinner, the column beside it, and the last column, which some terminals break at.
    private const int SpinnerWidth = 4;

    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    private readonly CliConsole _console;
    private readonly IAnsiConsole _terminal;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly HeldLines _lines = new();
    private TaskCompletionSource _over = new();
    private Task _live = Task.CompletedTask;
    private long _effects;
    private readonly SpokenLines _spoken = new();
    private volatile Activity _doing = new("starting");
    private volatile string _used = "";

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
        StartLive();
    }

    public void Note(string line) => _lines.Print(() => _terminal.MarkupLineInterpolated($"[yellow]tactus: {SafeText.Clean(line)}[/]"));

    public void OnEffectStarted(EffectStarted effect) => _doing = new Activity($"{effect.Kind} {effect.Name}");

    public void OnEffectProgress(EffectProgress progress) => _doing = new Activity($"{progress.Kind} {progress.Name}: {progress.Text}");

    public void OnEffectEnded(EffectEnded effect) => Interlocked.Increment(ref _effects);

    public void OnEvent(RunEvent runEvent)
    {
        bool print = runEvent.Kind == "print";
        string text = print ? SafeText.FromUtf8(runEvent.Text) : EventText.Of(runEvent);
        _lines.Print(() => Show(text, print));
    }

    public void OnModelText(ModelText text)
    {
        if (_spoken.Add(text) is { } lines)
        {
            _lines.Print(() => Show($"[{ModelTurnText.Speaker(text.Agent)}] {lines}", print: false));
        }

        _doing = new Activity($"{ModelTurnText.Speaker(text.Agent)}: ", _spoken.Begun(text.Key));
    }

    public void OnModelTurn(ModelTurn turn)
    {
        string rest = _spoken.End(turn.Key) is { } line ? $"[{ModelTurnText.Speaker(turn.Agent)}] {line}\n" : "";
        _used = ModelTurnText.Of(turn.Total);
        _lines.Print(() => Show(rest + ModelTurnText.Closing(turn), print: false));
    }

    public async ValueTask<IAsyncDisposable> PauseAsync()
    {
        _lines.Hold();
        await StopLiveAsync();
        return new Pause(() =>
        {
            _lines.Release();
            StartLive();
            return ValueTask.CompletedTask;
        });
    }

    public async ValueTask EndedAsync(RunRecord run)
    {
        await StopLiveAsync();
        RunSummary.PrintOutput(_console, run);
        RunJson.ErrorOf(run.Completion)?.Print(_console);
        RunSummary.PrintClosingLine(_console, run);
    }

    public async ValueTask DisposeAsync() => await StopLiveAsync();

    private void Show(string text, bool print)
    {
        if (print && !_console.IsOutTerminal)
        {
            _console.Out.WriteLine(text);
            return;
        }

        string framed = string.Join('\n', FramedText.Lines(text, _console.Width));
        _terminal.Write(new LinesAboveLive(framed + "\n", new Style(decoration: print ? Decoration.None : Decoration.Dim)));
    }

    private void StartLive()
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _over = over;
        _live = _terminal.Status().Spinner(Spinner.Known.Dots).StartAsync(Line(), status => ShowAsync(status, over.Task));
    }

    private Task StopLiveAsync()
    {
        _over.TrySetResult();
        return _live;
    }

    private async Task ShowAsync(StatusContext status, Task over)
    {
        using var timer = new PeriodicTimer(Refresh, _time);
        while (!over.IsCompleted)
        {
            status.Status(Line());
            await Task.WhenAny(over, timer.WaitForNextTickAsync().AsTask());
        }
    }

    private string Line()
    {
        int room = Math.Max(_console.Width - SpinnerWidth, 1);
        string used = _used.Length == 0 || room < LeastWithUsage ? "" : $" · {_used}";
        Activity doing = _doing;
        string line = $"{Quantity.Duration(_time.GetElapsedTime(_began))} · {Quantity.Effects(Interlocked.Read(ref _effects))}{used} · {SafeText.OneLine(doing.What, 60)}";

        // Wrapped, it would jump with each word that is said.
        return Markup.Escape(FramedText.Cut(line + Tail(doing.Said, room - FramedText.Columns(line)), room));
    }

    // What is being said now stands at the end.
    private static string Tail(string said, int room)
    {
        string text = SafeText.OneLine(said, int.MaxValue);
        int length = Math.Clamp(room - Ellipsis.Length * 2, 0, TailLength);
        return text.Length <= length ? text : Ellipsis + text[^length..];
    }

    /// <summary>What the run does now, and what a model has said of the line that it is at.</summary>
    private sealed record Activity(string What, string Said = "");
}
