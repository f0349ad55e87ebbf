namespace Tactus.Journal;

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

    /// <summary>The result's encoding (redacted), or null. In an intent: what its executor noted for a repeat, or null.</summary>
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
