using Tactus.Broker.Observing;
using Tactus.Cli.Output;
using Tactus.Journal;

namespace Tactus.Cli.Views;

/// <summary>One JSON object on standard output; prints, logs and notes on standard error.</summary>
/// <param name="console">Where to.</param>
/// <param name="quiet">True for nothing but the object.</param>
internal sealed class JsonRunView(CliConsole console, bool quiet) : IRunView
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
        if (!quiet)
        {
            _lines.Print(() => console.Error.WriteLine(runEvent.Kind == "print" ? SafeText.FromUtf8(runEvent.Text) : EventText.Of(runEvent)));
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
        console.WriteJson(writer => RunSummary.WriteJson(writer, run));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
