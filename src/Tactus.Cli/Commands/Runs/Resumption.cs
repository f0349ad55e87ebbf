using System.CommandLine;
using Tactus.Cli.Output;
using Tactus.Journal;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Commands.Runs;

/// <summary>What comes after an answer: the run goes on here, elsewhere, or when somebody says so. The one seam to the engine's resume.</summary>
internal static class Resumption
{
    public static Option<bool> NoResume() => CommonOptions.Flag("--no-resume", "Keep the answer and let the run wait; tactus runs resume goes on");

    /// <summary>Says what was settled and lets the run go on.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> GoOnAsync(
        CliContext context, Settlement settled, bool stay, bool json, CancellationToken cancellationToken)
    {
        RunRecord run = (await context.Store.FindAsync(settled.RunId, cancellationToken))!;
        bool runs = run.EffectiveStatus(context.Time.GetUtcNow()) == RunStatus.Running;
        string next = runs ? "its executor goes on by itself" : $"tactus runs resume {settled.RunId} goes on";
        if (json)
        {
            WriteJson(context.Console, settled);
        }
        else
        {
            context.Console.Note($"{settled.Verb} {EntryOption.ToText(settled.Key)} of run {settled.RunId}: {SafeText.OneLine(settled.Value.ToString(), 200)}; {next}");
        }

        return ExitCode.Success;
    }

    private static void WriteJson(CliConsole console, Settlement settled) => console.WriteJson(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("run_id", settled.RunId);
        writer.WriteString("branch", settled.Key.Branch);
        writer.WriteNumber("position", settled.Key.Position);
        writer.WritePropertyName(settled.Verb);
        ValueJson.Write(writer, settled.Value);
        writer.WriteEndObject();
    });
}
