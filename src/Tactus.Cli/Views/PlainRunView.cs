using Tactus.Broker.Observing;
using Tactus.Cli.Commands.Runs;
using Tactus.Cli.Output;
using Tactus.Journal;

namespace Tactus.Cli.Views;

/// <summary>Plain lines, for pipes: prints on standard output, logs and the closing line on standard error.</summary>
/// <param name="console">Where to.</param>
/// <param name="quiet">True for no notes and no closing line.</param>
internal sealed class PlainRunView(CliConsole console, bool quiet) : IRunView
{
    private readonly HeldLines _lines = new();

    public void Note(string line)
    {
        if (!quiet)
        {
            _lines.Print(() => console.Note("tactus: " + SafeText.OneLine(line, 1000), TextStyle.Warning));
        }
    }

    public void OnEffectStarted(EffectStarted effect)
    {
    }

    public void OnEffectEnded(EffectEnded effect)
    {
    }

    public void OnEvent(RunEvent runEvent)
    {
        if (runEvent.Kind == "print")
        {
            _lines.Print(() => console.Out.WriteLine(SafeText.FromUtf8(runEvent.Text)));
        }
        else if (!quiet)
        {
            _lines.Print(() => console.Error.WriteLine(EventText.Of(runEvent)));
        }
    }

    public void OnModelTurn(ModelTurn turn)
    {
        if (!quiet)
        {
            _lines.Print(() => console.Error.WriteLine(ModelTurnText.Of(turn)));
        }
    }

    public ValueTask<IAsyncDisposable> PauseAsync()
    {
        _lines.Hold();
        return ValueTask.FromResult<IAsyncDisposable>(new Pause(() =>
        {
            _lines.Release();
            return ValueTask.CompletedTask;
        }));
    }

    public ValueTask EndedAsync(RunRecord run)
    {
        RunSummary.PrintOutput(console, run);
        RunJson.ErrorOf(run.Completion)?.Print(console);
        if (!quiet)
        {
            RunSummary.PrintClosingLine(console, run);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
