using Tactus.Journal;

namespace Tactus.Tests.Runs;

/// <summary>Run records for tests that look at something else; <c>with</c> changes what a test is about.</summary>
internal static class RunRecords
{
    /// <summary>A run that goes on since the beginning of time, executed by nobody who could be found.</summary>
    public static RunRecord Of(string id) => new()
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

    /// <summary>A run that goes on now.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="executor">Who executes it.</param>
    public static RunRecord Alive(string id, ExecutorIdentity executor) =>
        Of(id) with { Executor = executor.ToString(), CreatedAt = DateTimeOffset.UtcNow, HeartbeatAt = DateTimeOffset.UtcNow };
}
