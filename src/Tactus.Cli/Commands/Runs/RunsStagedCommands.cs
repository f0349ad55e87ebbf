using System.CommandLine;
using Tactus.Broker.Files.Staging;
using Tactus.Cli.Output;
using Tactus.Engine.Runs;
using Tactus.Journal;

namespace Tactus.Cli.Commands.Runs;

/// <summary><c>tactus runs diff</c>, <c>apply</c>, <c>discard</c>: the writes of a run whose workspace was staged.</summary>
internal static class RunsStagedCommands
{
    public static Command Diff(CliContext context) => Create(
        context, "diff", "What a staged run would change in the workspace", "changes", (staged, console, json) =>
        {
            IReadOnlyList<StagedChange> changes = staged.Diff();
            if (!json)
            {
                Print(console, changes);
            }

            return [.. changes.Select(change => $"{change.Kind.ToString().ToLowerInvariant()} {change.Path}{(change.IsConflict ? " (conflict)" : "")}")];
        });

    public static Command Apply(CliContext context) =>
        Create(context, "apply", "Make a staged run's changes in the workspace; all of them or none", "applied", (staged, console, json) => List(staged.Apply(), console, json));

    public static Command Discard(CliContext context) =>
        Create(context, "discard", "Forget a staged run's changes", "discarded", (staged, console, json) => List(staged.Discard(), console, json));

    private static Command Create(
        CliContext context, string name, string description, string member, Func<StagedWorkspace, CliConsole, bool, IReadOnlyList<string>> act)
    {
        Argument<string> id = CommonOptions.RunId();
        Option<bool> json = CommonOptions.Json();
        var command = new Command(name, description) { id, json };
        context.SetAction(command, json, async (parsed, cancellationToken) =>
        {
            string runId = await RunIds.ResolveAsync(context.Store, parsed.GetValue(id)!, cancellationToken);
            RunRecord run = (await context.Store.FindAsync(runId, cancellationToken))!;
            using StagedWorkspace staged = StagedRuns.Open(context.Engine.Paths, run, context.Time.GetUtcNow());
            IReadOnlyList<string> paths = act(staged, context.Console, parsed.GetValue(json));
            if (parsed.GetValue(json))
            {
                context.Console.WriteJson(writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("run_id", runId);
                    writer.WriteStartArray(member);
                    foreach (string path in paths)
                    {
                        writer.WriteStringValue(path);
                    }

                    writer.WriteEndArray();
                    writer.WriteEndObject();
                });
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(CliConsole console, IReadOnlyList<StagedChange> changes)
    {
        foreach (StagedChange change in changes)
        {
            if (change.IsConflict)
            {
                console.Note($"conflict: {SafeText.OneLine(change.Path, 500)} was changed in the workspace since", TextStyle.Warning);
            }

            console.Out.WriteLine(change.UnifiedDiff is { } diff
                ? SafeText.Clean(diff).TrimEnd('\n')
                : $"{change.Kind.ToString().ToLowerInvariant()} {SafeText.OneLine(change.Path, 500)} (not text, or large)");
        }
    }

    private static IReadOnlyList<string> List(IReadOnlyList<string> paths, CliConsole console, bool json)
    {
        if (!json)
        {
            foreach (string path in paths)
            {
                console.Out.WriteLine(SafeText.OneLine(path, 500));
            }
        }

        return paths;
    }
}
