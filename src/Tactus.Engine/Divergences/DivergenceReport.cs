using System.Text.RegularExpressions;
using Tactus.Engine.Runs;
using Tactus.Journal;

namespace Tactus.Engine.Divergences;

/// <summary>What a person is told when a replay asked for something else than the journal holds.</summary>
/// <remarks>Nothing is lost then: the run is interrupted, and can be resumed as it was recorded, or forked where it was still the same.</remarks>
internal static partial class DivergenceReport
{
    // Where the guest (the first two) or the gate says that what is asked for is not what is recorded.
    private static readonly string[] s_codes = ["TAC1401", "TAC1402", "TAC3610"];

    /// <summary>The completion of a run that diverged; any other completion unchanged.</summary>
    /// <param name="store">The journal.</param>
    /// <param name="execution">The execution.</param>
    /// <param name="completion">How it ended.</param>
    public static async ValueTask<RunCompletion> CompleteAsync(IRunStore store, Execution execution, RunCompletion completion)
    {
        if (!execution.HasHistory || !s_codes.Contains(completion.ErrorCode))
        {
            return completion;
        }

        string id = execution.RunId;
        long last = await FindLastCommonAsync(store, id, completion.ErrorMessage ?? "");

        // A fork was recorded with its own files, so going back to them would lead here again.
        string asRecorded = execution is { ChangedLines.Count: > 0, Record.ForkedFrom: null }
            ? $"tactus runs resume {id} --as-recorded goes on with the recorded files; "
            : "";
        return completion with
        {
            Status = RunStatus.Interrupted,
            Output = null,
            ErrorMessage = Describe(completion.ErrorMessage ?? "", execution.ChangedLines),
            Mend = $"{asRecorded}tactus runs fork {id} --at {last} --with {execution.Bundle.Main.FullPath} shares the entries up to number {last} and goes on with the file as it is now",
        };
    }

    private static string Describe(string message, IReadOnlyList<string> changes) =>
        changes.Count == 0 ? message : $"{message}\nchanged since the run was recorded: {string.Join("; ", changes)}";

    // The guest's word is only a hint where to look: what it names has to be in the journal.
    private static async ValueTask<long> FindLastCommonAsync(IRunStore store, string runId, string message)
    {
        if (KeyPattern().Match(message) is { Success: true } match
            && long.TryParse(match.Groups["position"].ValueSpan, out long position)
            && await store.FindEntryAsync(runId, new EntryKey(match.Groups["branch"].Value, position), CancellationToken.None) is { Delivery: > 0 } entry)
        {
            return entry.Delivery - 1;
        }

        return (await store.ReadCountsAsync(runId, CancellationToken.None)).LastDelivery;
    }

    [GeneratedRegex(@"\b(?<branch>main(?:/\d+\.[a-z]+)*):(?<position>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyPattern();
}
