namespace Tactus.Journal;

/// <summary>The spelling of an entry's status in the database and in JSON.</summary>
public static class EntryStatusNames
{
    /// <summary>One lower-case word.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a status.</exception>
    public static string ToText(EntryStatus status) => status switch
    {
        EntryStatus.Intent => "intent",
        EntryStatus.Succeeded => "succeeded",
        EntryStatus.Failed => "failed",
        EntryStatus.Denied => "denied",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "not an entry status"),
    };

    /// <summary>Reads what <see cref="ToText"/> wrote.</summary>
    /// <returns>False when the text names no status.</returns>
    public static bool TryParse(string text, out EntryStatus status)
    {
        // Read once for each entry of a history, so it looks for no list of values first.
        EntryStatus? found = text switch
        {
            "intent" => EntryStatus.Intent,
            "succeeded" => EntryStatus.Succeeded,
            "failed" => EntryStatus.Failed,
            "denied" => EntryStatus.Denied,
            _ => null,
        };
        status = found ?? default;
        return found is not null;
    }
}
