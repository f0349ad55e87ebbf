using Tactus.Policy.Grants;

namespace Tactus.Sandbox.Tests.Fixtures;

/// <summary>Limits for tests.</summary>
internal static class TestLimits
{
    public static RunLimits Usual { get; } = new()
    {
        Memory = 128L << 20,
        Cpus = 1,
        CpuTime = TimeSpan.FromSeconds(60),
        Pids = 32,
        Files = 256,
        Output = 1 << 20,
        Workspace = 1 << 30,
        Effects = 100_000,
    };
}
