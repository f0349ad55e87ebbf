namespace Tactus.Journal;

/// <summary>What every store decides alike about a run and its entries.</summary>
internal static class RunRules
{
    /// <summary>Error kind of an effect that a spent budget refused.</summary>
    public const string BudgetKind = "budget";

    /// <summary>Error kind of an effect that was refused because the run is being ended.</summary>
    public const string CancelledKind = "cancelled";

    /// <summary>The gate's code for an effect that it refused because the run is being ended.</summary>
    public const string EndingCode = "TAC3003";

    /// <summary>Whether an entry was answered with what holds for one execution alone, so that the next one asks again.</summary>
    public static bool IsForgettable(JournalEntry entry) =>
        entry.Error is { Kind: BudgetKind } or { Kind: CancelledKind, Code: EndingCode };

    /// <summary>Whether an entry stands for bytes in a file.</summary>
    public static bool MayHaveWrittenFile(JournalEntry entry) => entry is { Kind: "file.write" or "file.append", Status: not EntryStatus.Denied };

    /// <summary>Whether an execution may still follow: the request to end such a run stands over a take-over.</summary>
    public static bool IsOpen(RunStatus status) => status is RunStatus.Running or RunStatus.Suspended;

    /// <summary>Whether nobody needs to come back to a run.</summary>
    public static bool IsFinished(RunStatus status) => status is RunStatus.Succeeded or RunStatus.Failed or RunStatus.Refused
        or RunStatus.TimedOut or RunStatus.OutOfBudget or RunStatus.OutOfMemory or RunStatus.Cancelled;

    /// <summary>Whether a write begins an effect anew that may not be repeated unasked: what was said about the last attempt does not hold for it.</summary>
    public static bool BeginsAnew(JournalWrite write) => write is { CompletesIntent: true, Entry: { Status: EntryStatus.Intent, Class: "once" } };

    /// <summary>The status to show of a run that may have lost its executor; see <see cref="RunRecord.EffectiveStatus"/>.</summary>
    public static RunStatus Show(RunStatus status, string executor, DateTimeOffset heartbeatAt, DateTimeOffset now)
    {
        if (status != RunStatus.Running)
        {
            return status;
        }

        // A paused executor still owns its run, so silence alone condemns only what cannot be looked at.
        return (ExecutorIdentity.TryParse(executor)?.Probe() ?? ExecutorLiveness.Unknown) switch
        {
            ExecutorLiveness.Alive => RunStatus.Running,
            ExecutorLiveness.Dead => RunStatus.Interrupted,
            _ => now - heartbeatAt > RunRecord.HeartbeatTolerance ? RunStatus.Interrupted : RunStatus.Running,
        };
    }

    /// <summary>Holds a new record to what every store needs.</summary>
    /// <exception cref="ArgumentException">The id is not lower-case letters and digits, or the record is not new.</exception>
    public static void RequireNew(RunRecord record)
    {
        if (record.Id.Length == 0 || !record.Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
            || record.Status != RunStatus.Running || record.Epoch != 1)
        {
            throw JournalErrors.BadNewRun(record);
        }
    }

    /// <summary>Holds a fork's record to what every store needs.</summary>
    /// <exception cref="ArgumentException">The record is not new, or names another origin.</exception>
    public static void RequireFork(RunRecord fork, string fromRunId, long throughDelivery)
    {
        RequireNew(fork);
        if (fork.ForkedFrom != fromRunId || fork.ForkedAt != throughDelivery)
        {
            throw JournalErrors.BadFork(fork, fromRunId, throughDelivery);
        }
    }
}
