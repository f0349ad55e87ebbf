using Tactus.Lua.Bootstrap;
using Tactus.Lua.Memory;
using Tactus.Lua.Native;

namespace Tactus.Lua.Tests.Bootstrap;

// Proves that the hash seed is really the one that was written, and that the check would notice if it were not.
public sealed unsafe class StateBirthTests
{
    [Fact]
    public void The_check_notices_a_seed_that_was_not_written()
    {
        using var arena = new Arena(16 << 20);

        // An arena whose first two births already happened: the allocator then misses the moment to write the seed.
        arena.State->BirthCalls = 2;
        Should.Throw<LuaVmException>(() => StateBirth.Create(arena.State)).Code.ShouldBe("TAC2002");
    }

    [Fact]
    public void Hidden_collector_names_are_searched_in_the_main_block_only()
    {
        using var arena = new Arena(16 << 20);
        var state = StateBirth.Create(arena.State);
        arena.State->MainBlockBytes = 64;
        Should.Throw<LuaVmException>(() => MetamethodNames.HideCollectorNames(arena.State, state)).Code.ShouldBe("TAC2004");
        LuaNative.lua_gettop(state).ShouldBe(0);
    }

    [Fact]
    public void Too_large_a_heap_is_refused() =>
        Should.Throw<LuaVmException>(() => new LuaVm(new LuaVmOptions { MemoryLimitBytes = 1L << 46 })).Code.ShouldBe("TAC2003");
}
