using System.Text;
using Tactus.Lua.Tests.Support;

namespace Tactus.Lua.Tests.Prelude;

// Proves that chance follows from the run's seed alone, and that streams of branches are independent and like Lua's own generator.
public sealed class RandomTests
{
    private const string Draw = "local t = {} for i = 1, 20 do t[i] = math.random(1000) end print(table.concat(t, ' '))";

    [Fact]
    public void One_seed_gives_one_sequence_and_another_seed_another()
    {
        var first = InProcess.Print(Draw, new LuaVmOptions { Seed = new LuaSeed(1, 2) });

        InProcess.Print(Draw, new LuaVmOptions { Seed = new LuaSeed(1, 2) }).ShouldBe(first);
        InProcess.Print(Draw, new LuaVmOptions { Seed = new LuaSeed(1, 3) }).ShouldNotBe(first);
    }

    [Fact]
    public void Seeding_without_arguments_stays_deterministic()
    {
        var first = InProcess.Print("math.randomseed() " + Draw);

        InProcess.Print("math.randomseed() " + Draw).ShouldBe(first);
        InProcess.Print(Draw).ShouldNotBe(first);
    }

    [Fact]
    public void A_stream_gives_the_numbers_of_Luas_generator_and_leaves_it_alone() => InProcess.Print(
        """
        math.randomseed(5, 6)
        local mine = stream(5, 6)
        for i = 1, 200 do
          assert(mine() == math.random())
          assert(mine(i) == math.random(i))
          assert(mine(-i, i * i) == math.random(-i, i * i))
          assert(mine(0) == math.random(0))
          assert(mine(math.mininteger, math.maxinteger) == math.random(math.mininteger, math.maxinteger))
        end
        print(pcall(mine, 2, 1))
        """,
        prepare: vm => vm.LoadPrelude("stream", Encoding.UTF8.GetBytes("local native, G = ... G.stream = native.random_stream")))
        .ShouldBe("false\tbad argument #2 to 'random' (interval is empty)");
}
