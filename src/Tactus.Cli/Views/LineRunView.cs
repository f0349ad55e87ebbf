using Tactus.Broker.Observing;
using Tactus.Cli.Output;
using Tactus.Journal;

namespace Tactus.Cli.Views;

/// <summary>Shows a run in whole lines, one after the other; nothing of it changes afterwards.</summary>
/// <param name="console">Where to.</param>
/// <param name="quiet">True for no notes, logs and turns of models.</param>
internal abstract class LineRunView(CliConsole console, bool quiet) : IRunView
{
    private const int LongestNote = 1000;

    private readonly HeldLines _lines = new();

    /// <summary>Where to.</summary>
    protected CliConsole Console => console;

    /// <summary>True when only what was asked for is shown.</summary>
    protected bool IsQuiet => quiet;

    public void Note(string line) => Say(() => console.Note("tactus: " + SafeText.OneLine(line, LongestNote), TextStyle.Warning));

    public void OnEffectStarted(EffectStarted effect)
    {
    }

    public void OnEffectEnded(EffectEnded effect)
    {
    }

    public abstract void OnEvent(RunEvent runEvent);

    public void OnModelTurn(ModelTurn turn) => Say(() => console.Error.WriteLine(ModelTurnText.Of(turn)));

    public ValueTask<IAsyncDisposable> PauseAsync()
    {
        _lines.Hold();
        return ValueTask.FromResult<IAsyncDisposable>(new Pause(() =>
        {
            _lines.Release();
            return ValueTask.CompletedTask;
        }));
    }

    public abstract ValueTask EndedAsync(RunRecord run);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Prints what was asked for, or holds it while a person is being asked.</summary>
    protected void Print(Action print) => _lines.Print(print);

    /// <summary>The same for what is said besides.</summary>
    protected void Say(Action print)
    {
        if (!quiet)
        {
            _lines.Print(print);
        }
    }
}
