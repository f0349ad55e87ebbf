namespace Tactus.Journal;

/// <summary>Where an effect stands in its run.</summary>
/// <param name="Branch">Path of the branch, <c>main</c> first.</param>
/// <param name="Position">Counted from 1 in the branch.</param>
public readonly record struct EntryKey(string Branch, long Position);

/// <summary>One effect as the journal knows it.</summary>
public sealed record JournalEntry
{
    /// <summary>Where it stands.</summary>
    public required EntryKey Key { get; init; }

    /// <summary>Run-wide number in order of beginning, counted from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>Kind, for instance <c>host.call</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Name within the kind.</summary>
    public required string Name { get; init; }

    /// <summary>read, idempotent or once.</summary>
    public required string Class { get; init; }

    /// <summary>SHA-256 of the arguments' encoding as the guest sent it.</summary>
    public required byte[] ArgumentsHash { get; init; }

    /// <summary>The arguments' encoding (redacted).</summary>
    public required byte[] Arguments { get; init; }

    /// <summary>Where it stands between intent and result.</summary>
    public required EntryStatus Status { get; init; }

    /// <summary>The result's encoding (redacted), or null.</summary>
    public byte[]? Result { get; init; }

    /// <summary>The error, or null.</summary>
    public EntryError? Error { get; init; }

    /// <summary>File of the call, or empty.</summary>
    public string SourceFile { get; init; } = "";

    /// <summary>Line of the call; 0 when unknown.</summary>
    public int SourceLine { get; init; }

    /// <summary>Attempt, counted from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Run-wide number in which the answer was handed to Lua; 0 when it was not yet.</summary>
    public long Delivery { get; init; }

    /// <summary>When it began (UTC).</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, or null (UTC).</summary>
    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>Where an entry stands.</summary>
public enum EntryStatus
{
    /// <summary>Begun; the answer is not known.</summary>
    Intent,

    /// <summary>Answered with a result.</summary>
    Succeeded,

    /// <summary>Answered with an error of what was performed.</summary>
    Failed,

    /// <summary>Refused by the gate; nothing was performed.</summary>
    Denied,
}

/// <summary>The error an effect was answered with.</summary>
public sealed record EntryError(string Code, string Message, string Kind, bool Retryable, string? Mend);

/// <summary>One append: a whole new entry, or the end of one that stands as an intent.</summary>
/// <param name="Entry">The entry as it now is.</param>
/// <param name="CompletesIntent">True when an intent of the same key was appended before.</param>
public sealed record JournalWrite(JournalEntry Entry, bool CompletesIntent);

/// <summary>A log line, a print or an event.</summary>
/// <param name="Key">The effect position after which it happened.</param>
/// <param name="Ordinal">Its number there, counted from 1.</param>
/// <param name="Kind">print, log or event.</param>
/// <param name="Name">Log level or event name.</param>
/// <param name="Text">The text (redacted).</param>
/// <param name="Data">Encoded value (redacted), or null.</param>
/// <param name="SourceFile">File, or empty.</param>
/// <param name="SourceLine">Line; 0 when unknown.</param>
/// <param name="At">When it arrived (UTC).</param>
public sealed record RunEvent(
    EntryKey Key, int Ordinal, string Kind, string Name, byte[] Text, byte[]? Data, string SourceFile, int SourceLine, DateTimeOffset At);
