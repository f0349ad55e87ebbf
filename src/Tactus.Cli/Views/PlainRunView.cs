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
    public void Note(string line)
    {
        if (!quiet)
        {
            console.Note("tactus: " + SafeText.OneLine(line, 1000), TextStyle.Warning);
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
            console.Out.WriteLine(SafeText.FromUtf8(runEvent.Text));
        }
        else if (!quiet)
        {
            console.Error.WriteLine(EventText.Of(runEvent));
        }
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
