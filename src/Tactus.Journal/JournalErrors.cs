using System.Globalization;
using Tactus.Protocol;

namespace Tactus.Journal;

/// <summary>The refusals that every store gives in the same words.</summary>
internal static class JournalErrors
{
    public static TactusException NoSuchRun(string runId) => new(
        "TAC6101", $"there is no run {runId}", "tactus runs list shows the runs there are");

    public static TactusException AmbiguousPrefix(string prefix, IReadOnlyList<string> candidates) => new(
        "TAC6102", $"{prefix} could be any of {string.Join(", ", candidates)}", "write more characters of the run's id");

    public static TactusException Superseded(string runId, long epoch, long current) => new(
        "TAC6103",
        $"run {runId} was taken over by another executor (epoch {current}); this one (epoch {epoch}) may not write to it any more",
        "nothing: the other executor goes on with the run");

    public static TactusException EntryConflict(string runId, EntryKey key, bool completesIntent) => new(
        "TAC6104",
        completesIntent
            ? $"run {runId} has no open intent at {key.Branch}:{key.Position} that could be completed"
            : $"run {runId} already has an entry at {key.Branch}:{key.Position} or one with the same sequence or delivery",
        "report this: an executor wrote its journal out of order");

    public static TactusException AlreadyEnded(string runId) => new(
        "TAC6105", $"run {runId} has ended already", "tactus runs show tells how it ended");

    public static TactusException RunExists(string runId) => new(
        "TAC6106", $"there is already a run {runId}", "start it again: it gets another id");

    public static TactusException BadWrite(Exception reason) => new(
        "TAC6107", $"the journal cannot hold this write: {reason.Message}", "report this: an executor wrote what makes no sense", inner: reason);

    public static TactusException TakenOver(string runId, long expected, long current) => new(
        "TAC6108",
        $"run {runId} was taken over by another executor meanwhile (its epoch is {current}, not {expected})",
        "nothing: the other executor goes on with the run; tactus runs show tells how far it is");

    public static TactusException Answered(RunAnswer first) => new(
        "TAC6109",
        string.Create(
            CultureInfo.InvariantCulture,
            $"{first.Key.Branch}:{first.Key.Position} of run {first.RunId} is answered already: by {first.AnsweredBy} at {first.At:yyyy-MM-dd HH:mm:ss} UTC"),
        "nothing: the first answer stays");

    public static TactusException NoSuchDelivery(string runId, long delivery) => new(
        "TAC6110",
        string.Create(CultureInfo.InvariantCulture, $"run {runId} has no answer with the delivery number {delivery}"),
        "tactus runs trace shows the numbers there are; 0 shares nothing");

    public static TactusException NoSuchFile(RunRecord record, RunFile file) => new(
        "TAC6111",
        $"run {record.Id} names the file {file.DisplayPath}, but the journal does not hold its content",
        "report this: an executor must put a file before the run that names it");

    public static ArgumentException BadFork(RunRecord fork, string fromRunId, long throughDelivery) => new(
        $"a fork of {fromRunId} at {throughDelivery} names that run and that delivery, not {fork.ForkedFrom} and {fork.ForkedAt}", nameof(fork));

    public static ArgumentException BadNewRun(RunRecord record) => new(
        $"a new run has lower-case letters and digits as its id, status running and epoch 1, not {record.Id}, {record.Status} and {record.Epoch}",
        nameof(record));
}
