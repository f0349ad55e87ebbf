using Google.Protobuf;
using Tactus.Protocol.V1;

namespace Tactus.Language.Running;

/// <summary>How a procedure, or the description of one, ended.</summary>
public sealed record ProcedureOutcome
{
    /// <summary>The status, as the broker is told.</summary>
    public required FinishRequest.Types.Status Status { get; init; }

    /// <summary>The output, or the description, as one encoded value. Empty unless the status is succeeded.</summary>
    public ByteString Output { get; init; } = ByteString.Empty;

    /// <summary>What went wrong; null when the status is succeeded or suspended.</summary>
    public ProcedureError? Error { get; init; }

    /// <summary>Effects that were asked for, checkpoints included.</summary>
    public ulong Effects { get; init; }

    /// <summary>CPU time of the Lua thread; zero when no limit was set for it.</summary>
    public TimeSpan CpuTime { get; init; }

    /// <summary>Most bytes that the Lua heap held at once.</summary>
    public ulong LuaPeakBytes { get; init; }
}
