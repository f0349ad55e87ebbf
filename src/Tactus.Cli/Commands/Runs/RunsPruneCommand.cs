using System.CommandLine;
using Tactus.Cli.Output;
using Tactus.Configuration.Loading;
using Tactus.Journal;

namespace Tactus.Cli.Commands.Runs;

/// <summary><c>tactus runs prune</c>: removes old runs with everything that only they hold.</summary>
internal static class RunsPruneCommand
{
    private const string KeepKey = "checkpoint.keep";

    public static Command Create(CliContext context)
    {
        var olderThan = new Option<string?>("--older-than") { Description = "Runs that ended longer ago than this, for instance 30d (default: checkpoint.keep)", HelpName = "30d" };
        Option<bool> unfinished = CommonOptions.Flag("--unfinished", "Suspended, interrupted and doubtful runs too, when nothing was heard of them for so long");
        Option<bool> dryRun = CommonOptions.Flag("--dry-run", "Say what would go, and remove nothing");
        Option<bool> json = CommonOptions.Json();
        var command = new Command("prune", "Remove old runs: records, journals, recorded files, staged writes") { olderThan, unfinished, dryRun, json };
        context.SetAction(command, json, async (parsed, cancellationToken) =>
        {
            DateTimeOffset now = context.Time.GetUtcNow();
            TimeSpan keep = ReadKeep(context, parsed.GetValue(olderThan));
            DateTimeOffset before = now - DateTimeOffset.UnixEpoch > keep ? now - keep : DateTimeOffset.UnixEpoch;
            bool isDry = parsed.GetValue(dryRun);
            PruneResult result = await context.Engine.PruneAsync(new PruneQuery(before, parsed.GetValue(unfinished), isDry), cancellationToken);
            if (parsed.GetValue(json))
            {
                WriteJson(context.Console, result, isDry);
            }
            else
            {
                Print(context.Console, result, isDry, before);
            }

            return ExitCode.Success;
        });
        return command;
    }

    // The option is read like the key that it stands for: one spelling of durations, one range, one ceiling.
    private static TimeSpan ReadKeep(CliContext context, string? olderThan)
    {
        ConfigurationRequest request = context.Engine.Planner.Describe(context.WorkingDirectory, procedurePath: null);
        FlagSetting[] flags = olderThan is null ? [] : [new FlagSetting("--older-than", KeepKey, olderThan)];
        return (TimeSpan)context.Engine.Planner.Resolve(request with { Flags = flags }).Settings[KeepKey].Value;
    }

    private static void WriteJson(CliConsole console, PruneResult result, bool isDry) => console.WriteJson(writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("dry_run", isDry);
        writer.WriteStartArray("runs");
        foreach (string id in result.RunIds)
        {
            writer.WriteStringValue(id);
        }

        writer.WriteEndArray();
        writer.WriteNumber("blobs", result.Blobs);
        writer.WriteEndObject();
    });

    private static void Print(CliConsole console, PruneResult result, bool isDry, DateTimeOffset before)
    {
        foreach (string id in result.RunIds)
        {
            console.Out.WriteLine(id);
        }

        string verb = isDry ? "would remove" : "removed";
        console.Note($"{verb} {Quantity.Count(result.RunIds.Count, "run")} that ended before {Quantity.Time(before)}, and {Quantity.Count(result.Blobs, "stored file")}");
    }
}
