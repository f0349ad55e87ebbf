using Tactus.Journal;
using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Engine.Runs;

/// <summary>The record of something that passes the gate but is no run: it lives in a memory store and is forgotten.</summary>
internal static class ScratchRecord
{
    public static RunRecord Create(string id, string driver, DateTimeOffset now) => new()
    {
        Id = id,
        Status = RunStatus.Running,
        ProcedurePath = "",
        Hashes = new Dictionary<string, string>(StringComparer.Ordinal),
        Input = Value.EmptyMap.Encode(),
        GrantJson = "{}",
        Seed = 1,
        LanguageVersion = ContractVersions.Language,
        Driver = driver,
        Executor = ExecutorIdentity.Current().ToString(),
        CreatedAt = now,
        HeartbeatAt = now,
    };
}
