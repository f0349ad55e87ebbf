namespace Tactus.Journal;

/// <summary>One execution of a procedure with its inputs.</summary>
public sealed record RunRecord
{
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

    /// <summary>Who executes it: host name, process id and start.</summary>
    public required string Executor { get; init; }

    /// <summary>When it was created (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its executor last said that it is alive (UTC).</summary>
    public required DateTimeOffset HeartbeatAt { get; init; }

    /// <summary>When it ended, or null.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How it ended, or null.</summary>
    public RunCompletion? Completion { get; init; }
}

/// <summary>Where a run stands.</summary>
public enum RunStatus
{
    /// <summary>A guest runs.</summary>
    Running,

    /// <summary>It waits for a person, a time or a child.</summary>
    Suspended,

    /// <summary>The procedure returned.</summary>
    Succeeded,

    /// <summary>The procedure raised an error, or its output broke its schema.</summary>
    Failed,

    /// <summary>No sandbox, an untrusted file that widens, or a denied effect that was not caught.</summary>
    Refused,

    /// <summary>A side effect may or may not have happened.</summary>
    InDoubt,

    /// <summary>Guest, engine or host died.</summary>
    Interrupted,

    /// <summary>Wall clock.</summary>
    TimedOut,

    /// <summary>CPU time, effects, tokens, money or output.</summary>
    OutOfBudget,

    /// <summary>Memory.</summary>
    OutOfMemory,

    /// <summary>A person ended it.</summary>
    Cancelled,
}

/// <summary>How an execution ended.</summary>
public sealed record RunCompletion
{
    /// <summary>The status it ended with.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Output's encoding (redacted), or null.</summary>
    public byte[]? Output { get; init; }

    /// <summary>Stable code of the error, or null.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The error in one sentence, or null.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>File of the error, or null.</summary>
    public string? ErrorFile { get; init; }

    /// <summary>Line of the error; 0 when unknown.</summary>
    public int ErrorLine { get; init; }

    /// <summary>Traceback, or null.</summary>
    public string? Traceback { get; init; }

    /// <summary>What would mend it, or null.</summary>
    public string? Mend { get; init; }

    /// <summary>Effects performed.</summary>
    public long Effects { get; init; }

    /// <summary>CPU time of the guest.</summary>
    public TimeSpan CpuTime { get; init; }

    /// <summary>Most bytes the Lua heap held.</summary>
    public long LuaPeakBytes { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>Which runs to list.</summary>
/// <param name="Status">Only this status, or null for all.</param>
/// <param name="ProcedurePath">Only this procedure, or null for all.</param>
/// <param name="Limit">At most so many. Default: 50.</param>
public sealed record RunQuery(RunStatus? Status = null, string? ProcedurePath = null, int Limit = 50);
