namespace Tactus.Journal;

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

    /// <summary>What its model calls used up. Default: nothing.</summary>
    public ModelUsage Models { get; init; } = ModelUsage.None;

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>For a suspended run: human, time or run; else null.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>For a suspended run: when it could go on by itself, or null (UTC).</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The run that goes on where this one ended with <c>continue_as_new</c>, or null.</summary>
    public string? ContinuedAs { get; init; }
}
