using System.CommandLine;
using Tactus.Cli.Output;
using Tactus.Cli.Questions;
using Tactus.Journal;
using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Cli.Commands.Runs;

/// <summary><c>tactus runs resolve</c>: says what became of a side effect that may or may not have happened, and lets the run go on.</summary>
internal static class RunsResolveCommand
{
    private const string OnceClass = "once";

    public static Command Create(CliContext context)
    {
        Argument<string> id = CommonOptions.RunId();
        Option<string?> entry = EntryOption.Create("The effect in doubt, when the run has several");
        var happened = new Option<string?>("--happened") { Description = "It happened, and this was its answer", HelpName = "JSON" };
        Option<bool> didNot = CommonOptions.Flag("--did-not-happen", "It did not happen: perform it");
        Option<bool> retry = CommonOptions.Flag("--retry", "Whatever happened, perform it again");
        var resumption = new Resumption();
        var command = new Command("resolve", "Say what became of a side effect in doubt, and let the run go on") { id, entry, happened, didNot, retry };
        resumption.AddTo(command);
        context.SetAction(command, resumption.Json, async (parsed, cancellationToken) =>
        {
            EntryKey? wanted = EntryOption.Read(parsed.GetValue(entry));
            Value resolution = ReadResolution(parsed.GetValue(happened), parsed.GetValue(didNot), parsed.GetValue(retry));
            string runId = await RunIds.ResolveAsync(context.Store, parsed.GetValue(id)!, cancellationToken);
            RunRecord run = (await context.Store.FindAsync(runId, cancellationToken))!;
            DateTimeOffset now = context.Time.GetUtcNow();
            if (run.EffectiveStatus(now) == RunStatus.Running)
            {
                throw new TactusException("TAC7209", $"run {runId} is being executed: its effects are under way, not in doubt", "wait until it has ended");
            }

            JournalEntry doubtful = Choose(runId, wanted, await ReadDoubtfulAsync(context.Store, runId, cancellationToken));
            var row = new RunAnswer(runId, doubtful.Key, resolution.Encode(), $"{Person.Name} (runs resolve)", now);
            await context.Store.AnswerAsync(row, cancellationToken);
            var settled = new Settlement(runId, doubtful.Key, "resolved", resolution);
            return await resumption.GoOnAsync(context, parsed, settled, cancellationToken);
        });
        return command;
    }

    private static MapValue ReadResolution(string? happened, bool didNot, bool retry)
    {
        if ((happened is null ? 0 : 1) + (didNot ? 1 : 0) + (retry ? 1 : 0) != 1)
        {
            throw new TactusException("TAC7205", "say what became of it: --happened JSON, --did-not-happen or --retry", "give exactly one of them");
        }

        if (happened is not null)
        {
            return Value.MapOf(("happened", AnswerOptions.ReadJson(happened)));
        }

        return Value.MapOf((didNot ? "did_not_happen" : "retry", Value.True));
    }

    private static async Task<List<JournalEntry>> ReadDoubtfulAsync(IRunStore store, string runId, CancellationToken cancellationToken)
    {
        var found = new List<JournalEntry>();
        await foreach (JournalEntry entry in store.ReadOpenAsync(runId, cancellationToken))
        {
            if (entry.Class == OnceClass)
            {
                found.Add(entry);
            }
        }

        return found;
    }

    private static JournalEntry Choose(string runId, EntryKey? wanted, List<JournalEntry> doubtful)
    {
        JournalEntry[] fitting = [.. doubtful.Where(entry => wanted is not { } key || entry.Key == key)];
        if (fitting is [var only])
        {
            return only;
        }

        string list = string.Concat(doubtful.Select(entry =>
            $"\n--entry {EntryOption.ToText(entry.Key)}  {SafeText.OneLine(entry.Kind, 40)} {SafeText.OneLine(entry.Name, 80)}"));
        throw fitting.Length > 1
            ? new TactusException("TAC7202", $"run {runId} has {fitting.Length} effects in doubt", "name one of them:" + list)
            : new TactusException(
                "TAC7203", $"run {runId} has no effect in doubt{(wanted is { } key ? " at " + EntryOption.ToText(key) : "")}",
                doubtful.Count == 0 ? $"tactus runs show {runId} tells what it does" : "name one of them:" + list);
    }
}
