using Tactus.Cli.Output;
using Tactus.Journal;

namespace Tactus.Cli.Views;

/// <summary>One JSON object on standard output; prints, logs and notes on standard error.</summary>
/// <param name="console">Where to.</param>
/// <param name="quiet">True for nothing but the object.</param>
internal sealed class JsonRunView(CliConsole console, bool quiet) : LineRunView(console, quiet)
{
    public override void OnEvent(RunEvent runEvent) =>
        Say(() => Console.Error.WriteLine(runEvent.Kind == "print" ? SafeText.FromUtf8(runEvent.Text) : EventText.Of(runEvent)));

    public override ValueTask EndedAsync(RunRecord run)
    {
        Console.WriteJson(writer => RunSummary.WriteJson(writer, run));
        return ValueTask.CompletedTask;
    }
}
