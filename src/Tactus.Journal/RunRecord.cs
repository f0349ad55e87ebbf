namespace Tactus.Journal;

/// <summary>One execution of a procedure with its inputs.</summary>
public sealed record RunRecord
{
    /// <summary>How long the heartbeat of an executor that cannot be looked at may be silent: 10 s.</summary>
    /// <remarks>Executors beat every 2 to 3 s, so one lost beat does not make a run look dead.</remarks>
    public static readonly TimeSpan HeartbeatTolerance = TimeSpan.FromSeconds(10);

    /// <summary>Sortable, unique, lower-case letters and digits.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Absolute path of the procedure when it started.</summary>
    public required string ProcedurePath { get; init; }

    /// <summary>SHA-256 (lower-case hex) by the name of what was hashed: procedure, sidecar, grant, guest, and module:NAME.</summary>
    public required IReadOnlyDictionary<string, string> Hashes { get; init; }

    /// <summary>The input's encoding (redacted).</summary>
    public required byte[] Input { get; init; }

    /// <summary>The resolved grant as JSON, for people and for resume.</summary>
    public required string GrantJson { get; init; }

    /// <summary>Seed of the random streams.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Version of the language.</summary>
    public required string LanguageVersion { get; init; }

    /// <summary>The driver that ran it last.</summary>
    public required string Driver { get; init; }

    /// <summary>Controls that were best effort and missing, or replaced: <c>memory: rlimit</c>.</summary>
    public IReadOnlyList<string> Controls { get; init; } = [];

    /// <summary>Fencing epoch, counted from 1.</summary>
    public long Epoch { get; init; } = 1;

    /// <summary>Who executes it: the text of an <see cref="ExecutorIdentity"/>.</summary>
    public required string Executor { get; init; }

    /// <summary>When it was created (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its executor last said that it is alive (UTC).</summary>
    public required DateTimeOffset HeartbeatAt { get; init; }

    /// <summary>When it ended, or null.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How it ended, or null.</summary>
    public RunCompletion? Completion { get; init; }

    /// <summary>Absolute path of the directory that was the workspace.</summary>
    public string WorkingDirectory { get; init; } = "";

    /// <summary>True when the input came as text that the schema types.</summary>
    public bool CoercesInput { get; init; }

    /// <summary>The files that it was started from; their content is in blobs.</summary>
    public IReadOnlyList<RunFile> Files { get; init; } = [];

    /// <summary>The run that started this one, or null.</summary>
    public string? ParentId { get; init; }

    /// <summary>The run whose first entries this one shares, or null.</summary>
    public string? ForkedFrom { get; init; }

    /// <summary>The last delivery that is shared with <see cref="ForkedFrom"/>; 0 when there is none.</summary>
    public long ForkedAt { get; init; }

    /// <summary>The run that ended with <c>continue_as_new</c> and was followed by this one, or null.</summary>
    public string? ContinuedFrom { get; init; }

    /// <summary>When somebody asked for its end, or null (UTC).</summary>
    public DateTimeOffset? CancelRequestedAt { get; init; }

    /// <summary>The status to show: a run that says running shows as interrupted when its executor is known to be dead, or
    /// cannot be looked at and has been silent for longer than <see cref="HeartbeatTolerance"/>.</summary>
    /// <param name="now">The time to judge the heartbeat by (UTC).</param>
    public RunStatus EffectiveStatus(DateTimeOffset now) => RunRules.Show(Status, Executor, HeartbeatAt, now);
}
