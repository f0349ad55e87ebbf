using Tactus.Lua.Tests.Support;

namespace Tactus.Lua.Tests.Memory;

// Proves that memory may run out at any moment, in the procedure, in the prelude or in the parser, and the end is always a status.
public sealed class ExhaustionTests
{
    private const long Smallest = 4L << 20;
    private const int Limits = 24;
    private const long Step = 20 * 1024;
    private static readonly string Program = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Programs", "everything.tac"));

    [Fact]
    public void Whatever_allocation_fails_the_end_is_a_status()
    {
        var ends = new Dictionary<LuaStatus, int>();
        for (var i = 0; i < Limits; i++)
        {
            var limit = Smallest + (i * Step);
            var outcome = InProcess.Run(
                Program,
                new LuaVmOptions { MemoryLimitBytes = limit },
                vm => vm.AddModule("part", "part.tac", "return function(n) return ('y'):rep(n * 1000) end"u8));
            outcome.Status.ShouldNotBe(LuaStatus.Effect);
            outcome.PeakBytes.ShouldBeLessThanOrEqualTo(limit + (1 << 20), $"limit {limit}");
            ends[outcome.Status] = ends.GetValueOrDefault(outcome.Status) + 1;
        }

        ends.Keys.ShouldBe([LuaStatus.OutOfMemory], ignoreOrder: true);
    }
}
