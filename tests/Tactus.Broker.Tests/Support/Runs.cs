using Tactus.Journal;

namespace Tactus.Broker.Tests.Support;

/// <summary>Run records.</summary>
internal static class Runs
{
    public static RunRecord Record(string id) => new()
    {
        Id = id,
        Status = RunStatus.Running,
        ProcedurePath = "/p/test.tac",
        Hashes = new Dictionary<string, string>(),
        Input = [0xa0],
        GrantJson = "{}",
        Seed = 1,
        LanguageVersion = "1.0",
        Driver = "none",
        Executor = "test",
        CreatedAt = DateTimeOffset.UnixEpoch,
        HeartbeatAt = DateTimeOffset.UnixEpoch,
    };
}
