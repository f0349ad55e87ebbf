using System.CommandLine;
using Tactus.Cli.Output;
using Tactus.Journal;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Commands.Runs;

/// <summary>What comes after an answer: the run goes on here, in its own executor, or when somebody says so.</summary>
internal sealed class Resumption
{
    private const int MaxLooks = 20;

    private static readonly TimeSpan s_lookEvery = TimeSpan.FromMilliseconds(100);

    private readonly GoOnOptions _goOn = new();
    private readonly Option<bool> _noResume = CommonOptions.Flag("--no-resume", "Keep the answer and let the run wait; tactus runs resume goes on");

    public Option<bool> Json => _goOn.Json;

    public void AddTo(Command command)
    {
        command.Options.Add(_noResume);
        _goOn.AddTo(command);
    }

    /// <summary>Says what was settled and lets the run go on.</summary>
    /// <returns>The exit code: that of the run when it goes on here.</returns>
    public async Task<int> GoOnAsync(CliContext context, ParseResult parsed, Settlement settled, CancellationToken cancellationToken)
    {
        bool isExecuted = await IsExecutedAsync(context, settled, cancellationToken);
        bool goesOn = !isExecuted && !parsed.GetValue(_noResume);
        bool json = parsed.GetValue(Json);
        if (!json)
        {
            string next = (goesOn, isExecuted) switch
            {
                (true, _) => "the run goes on",
                (_, true) => "its executor goes on with it",
                _ => $"tactus runs resume {settled.RunId} goes on",
            };
            context.Console.Note($"{settled.Verb} {EntryOption.ToText(settled.Key)} of run {settled.RunId}: {SafeText.OneLine(settled.Value.ToString(), 200)}; {next}");
        }

        if (goesOn)
        {
            return await _goOn.ShowAsync(
                context, parsed, surroundings => context.Engine.ResumeAsync(settled.RunId, _goOn.Read(parsed), surroundings, cancellationToken));
        }

        if (json)
        {
            WriteJson(context.Console, settled);
        }

        return ExitCode.Success;
    }

    // An executor that is there looks for answers several times a second. One that was about to end when the answer came may end without it,
    // and then the run would wait although it is answered: it is watched until it has taken the answer, or for a little while.
    private static async Task<bool> IsExecutedAsync(CliContext context, Settlement settled, CancellationToken cancellationToken)
    {
        using var pace = new PeriodicTimer(s_lookEvery, context.Time);
        for (int looks = 0; looks < MaxLooks; looks++)
        {
            // In this order: an executor that took the answer may have ended its run since.
            JournalEntry? entry = await context.Store.FindEntryAsync(settled.RunId, settled.Key, cancellationToken);
            if (entry?.Status != EntryStatus.Intent)
            {
                return true;
            }

            RunRecord run = (await context.Store.FindAsync(settled.RunId, cancellationToken))!;
            if (run.EffectiveStatus(context.Time.GetUtcNow()) != RunStatus.Running)
            {
                return false;
            }

            await pace.WaitForNextTickAsync(cancellationToken);
        }

        return true;
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
