using Tactus.Lua.Tests.Support;

namespace Tactus.Lua.Tests.Prelude;

// Proves that the base functions which differ inside from Lua's own behave like them outside.
public sealed class BaseTests
{
    [Theory]
    [InlineData("setmetatable(1, {})", "bad argument #1 to 'setmetatable' (table expected, got number)")]
    [InlineData("setmetatable({})", "bad argument #2 to 'setmetatable' (nil or table expected, got no value)")]
    [InlineData("setmetatable({}, 1)", "bad argument #2 to 'setmetatable' (nil or table expected, got number)")]
    [InlineData("setmetatable(setmetatable({}, {__metatable = 1}), {})", "cannot change a protected metatable")]
    [InlineData("ipairs()", "bad argument #1 to 'ipairs' (value expected)")]
    [InlineData("pairs()", "bad argument #1 to 'pairs' (value expected)")]
    [InlineData("for _ in pairs(nil) do end", "bad argument #1 to 'for iterator' (table expected, got nil)")]
    [InlineData("tostring()", "bad argument #1 to 'tostring' (value expected)")]
    [InlineData("tostring(setmetatable({}, {__tostring = function() return {} end}))", "'__tostring' must return a string")]
    [InlineData("tostring(setmetatable({}, {__tostring = function() error('inner') end}))", "inner")]
    [InlineData("string.format('%d', 'x')", "bad argument #2 to 'format' (number expected, got string)")]
    [InlineData("string.format('%s')", "bad argument #2 to 'format' (no value)")]
    [InlineData("string.format('%y', 1)", "invalid conversion '%y' to 'format'")]
    [InlineData("table.sort({1, 'x'})", "attempt to compare string with number")]
    [InlineData("table.sort(1)", "bad argument #1 to 'sort' (table expected, got number)")]
    [InlineData("table.sort({2, 1}, 5)", "bad argument #2 to 'sort' (function expected, got number)")]
    [InlineData("math.pow('x', 1)", "bad argument #1 to 'pow' (number expected, got string)")]
    [InlineData("math.pow(1)", "bad argument #2 to 'pow' (number expected, got no value)")]
    [InlineData("math.randomseed('x')", "bad argument #1 to 'randomseed' (number expected, got string)")]
    [InlineData("utf8.codes()", "bad argument #1 to 'codes' (string expected, got no value)")]
    [InlineData("os.date('%Q')", "bad argument #1 to 'date' (invalid conversion specifier '%Q')")]
    [InlineData("os.time{year = 2020}", "field 'month' missing in date table")]
    [InlineData("coroutine.resume(1)", "bad argument #1 to 'resume' (thread expected, got number)")]
    [InlineData("coroutine.wrap(1)", "bad argument #1 to 'wrap' (function expected, got number)")]
    [InlineData("require(1)", "bad argument #1 to 'require' (string expected, got number)")]
    public void A_wrong_call_is_told_where_the_procedure_made_it(string call, string message)
    {
        var outcome = InProcess.Run("local function wrong()\n  " + call + "\nend\nwrong()");

        outcome.Status.ShouldBe(LuaStatus.Failed);
        outcome.Failure!.Message.ShouldBe(message);
        outcome.Failure.File.ShouldBe("main.tac");
        outcome.Failure.Line.ShouldBe(2);
    }

    [Fact]
    public void Objects_are_numbered_at_first_sight_and_keep_their_number() => InProcess.Print("""
        local a, b = {}, {}
        print(b) print(a) print(b)
        print(string.format("%s|%p|%-14p|%5.3s|%%", a, b, a, {}))
        print(setmetatable({}, {__name = "Money"}), print, coroutine.create(print))
        """).ShouldBe("""
        table: 0x00000001
        table: 0x00000002
        table: 0x00000001
        table: 0x00000002|0x00000001|0x00000002    |  tab|%
        Money: 0x00000004	function: 0x00000005	thread: 0x00000006
        """);

    [Fact]
    public void Format_gives_what_Lua_gives() => InProcess.Print("""
        print(string.format("%q|%5s|%-5s|%.2s|%c|%i|%x|%5.2f|%g|%a|%%", "a\n", "b", "c", "xyz", 65, 3.0, 255, 2.5, 1e20, 1))
        print(string.format("%s %s %s", nil, true, 1.5), ("%d"):format(3))
        """).ShouldBe("\"a\\\n\"|    b|c    |xy|A|3|ff| 2.50|1e+20|0x1p+0|%\nnil true 1.5\t3");

    [Fact]
    public void Pairs_honours_its_metamethod_and_may_perform_effects() => InProcess.Print("""
        local t = setmetatable({}, {__pairs = function(t) print("asked") return function(_, k) if not k then return 1, 2 end end, t end})
        for k, v in pairs(t) do print(k, v) end
        for p, c in utf8.codes("aä") do print(p, c) end
        """).ShouldBe("asked\n1\t2\n1\t97\n2\t228");

    [Fact]
    public void A_procedure_may_extend_its_own_string_methods() =>
        InProcess.Print("function string.twice(s) return s .. s end print(('ab'):twice())").ShouldBe("abab");
}
