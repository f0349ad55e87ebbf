using Tactus.Cli.Commands.Runs;
using Tactus.Cli.Output;
using Tactus.Journal;

namespace Tactus.Cli.Views;

/// <summary>Plain lines, for pipes: prints on standard output, logs and the closing line on standard error.</summary>
/// <param name="console">Where to.</param>
/// <param name="quiet">True for no notes and no closing line.</param>
internal sealed class PlainRunView(CliConsole console, bool quiet) : LineRunView(console, quiet)
{
    public override void OnEvent(RunEvent runEvent)
    {
        if (runEvent.Kind == "print")
        {
            Print(() => Console.Out.WriteLine(SafeText.FromUtf8(runEvent.Text)));
        }
        else
        {
            Say(() => Console.Error.WriteLine(EventText.Of(runEvent)));
        }
    }

    public override ValueTask EndedAsync(RunRecord run)
    {
        RunSummary.PrintOutput(Console, run);
        RunJson.ErrorOf(run.Completion)?.Print(Console);
        if (!IsQuiet)
        {
            RunSummary.PrintClosingLine(Console, run);
        }

        return ValueTask.CompletedTask;
    }
}
