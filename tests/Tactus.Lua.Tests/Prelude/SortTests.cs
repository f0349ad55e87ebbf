using System.Globalization;
using Tactus.Lua.Tests.Support;

namespace Tactus.Lua.Tests.Prelude;

// Proves that sorting is right for every kind of item, stable, and open to effects in the comparator.
public sealed class SortTests
{
    [Theory]
    [InlineData("math.random(1000)", "nil")]
    [InlineData("math.random()", "nil")]
    [InlineData("'k' .. math.random(100)", "nil")]
    [InlineData("math.random(3) == 1 and math.random(9) + 0.0 or math.random(9)", "nil")]
    [InlineData("math.random(1000)", "function(x, y) return x > y end")]
    public void Items_end_up_in_order(string item, string comparator) => InProcess.Print($$"""
        local before = {{comparator}}
        for _, n in ipairs {0, 1, 2, 7, 8, 9, 16, 17, 100, 1000, 4097} do
          local t, count = {}, {}
          for i = 1, n do t[i] = {{item}} count[t[i]] = (count[t[i]] or 0) + 1 end
          table.sort(t, before)
          assert(#t == n)
          for i = 1, n do
            count[t[i]] = count[t[i]] - 1
            assert(count[t[i]] >= 0)
            if i > 1 then
              if before then assert(not before(t[i], t[i - 1])) else assert(not (t[i] < t[i - 1])) end
            end
          end
        end
        print("ordered")
        """, new LuaVmOptions { Seed = new LuaSeed(item.Length, comparator.Length) }).ShouldBe("ordered");

    [Fact]
    public void Equal_items_keep_their_order() => InProcess.Print("""
        local t = {}
        for i = 1, 500 do t[i] = {key = i % 7, place = i} end
        table.sort(t, function(x, y) return x.key < y.key end)
        for i = 2, #t do assert(t[i - 1].key < t[i].key or t[i - 1].place < t[i].place) end
        print("stable")
        """).ShouldBe("stable");

    [Fact]
    public void A_comparator_may_perform_effects() => InProcess.Print("""
        local t = {2, 1}
        table.sort(t, function(x, y) print("compare", x, y) return x < y end)
        print(t[1], t[2])
        """).ShouldBe("compare\t1\t2\n1\t2");

    [Fact]
    public void A_failing_comparator_leaves_the_list_as_it_was() => InProcess.Print("""
        local t = {5, 3, 4, 1, 2}
        print(pcall(table.sort, t, function(x, y) if x == 1 then error("no", 0) end return x < y end))
        print(table.concat(t, " "))
        """).ShouldBe("false\tno\n5 3 4 1 2");

    [Fact]
    public void Lists_with_metamethods_are_read_and_written_through_them() => InProcess.Print("""
        local store, reads, writes = {3, 1, 2}, 0, 0
        local t = setmetatable({}, {
          __len = function() return 3 end,
          __index = function(_, i) reads = reads + 1 return store[i] end,
          __newindex = function(_, i, v) writes = writes + 1 store[i] = v end,
        })
        table.sort(t)
        print(table.concat(store, " "), reads, writes)
        """).ShouldBe(string.Create(CultureInfo.InvariantCulture, $"1 2 3\t{3}\t{3}"));
}
