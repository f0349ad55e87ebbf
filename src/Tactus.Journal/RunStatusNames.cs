namespace Tactus.Journal;

/// <summary>The spelling of a status in the database, in JSON and on a terminal.</summary>
public static class RunStatusNames
{
    /// <summary>Lower-case words joined by underscores: <c>in_doubt</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a status.</exception>
    public static string ToText(RunStatus status) => status switch
    {
        RunStatus.Running => "running",
        RunStatus.Suspended => "suspended",
        RunStatus.Succeeded => "succeeded",
        RunStatus.Failed => "failed",
        RunStatus.Refused => "refused",
        RunStatus.InDoubt => "in_doubt",
        RunStatus.Interrupted => "interrupted",
        RunStatus.TimedOut => "timed_out",
        RunStatus.OutOfBudget => "out_of_budget",
        RunStatus.OutOfMemory => "out_of_memory",
        RunStatus.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "not a run status"),
    };

    /// <summary>Reads what <see cref="ToText"/> wrote.</summary>
    /// <returns>False when the text names no status.</returns>
    public static bool TryParse(string text, out RunStatus status)
    {
        foreach (var candidate in Enum.GetValues<RunStatus>())
        {
            if (ToText(candidate) == text)
            {
                status = candidate;
                return true;
            }
        }

        status = default;
        return false;
    }
}
