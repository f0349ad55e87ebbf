using Tactus.Lua.Tests.Support;

namespace Tactus.Lua.Tests.Prelude;

// Proves that a procedure sees exactly the names on the list, and nothing else.
public sealed class GlobalsTests
{
    private const string Expected = """
        _G _VERSION assert coroutine debug error getmetatable ipairs math next os pairs pcall print rawequal rawget rawlen rawset require select setmetatable string table tonumber tostring type unpack utf8 xpcall
        coroutine: close create isyieldable resume running status wrap yield
        debug: traceback
        math: abs acos asin atan atan2 ceil cos cosh deg exp floor fmod frexp huge ldexp log log10 max maxinteger min mininteger modf pi pow rad random randomseed sin sinh sqrt tan tanh tointeger type ult
        os: clock date getenv time
        string: byte char find format gmatch gsub len lower match pack packsize rep reverse sub unpack upper
        table: concat insert move pack remove sort unpack
        utf8: char charpattern codepoint codes len offset
        """;

    [Fact]
    public void The_globals_are_exactly_those_on_the_list() => InProcess.Print("""
        local function names(t)
          local list = {}
          for name in pairs(t) do list[#list + 1] = name end
          table.sort(list)
          return table.concat(list, " ")
        end
        print(names(_G))
        for _, library in ipairs {"coroutine", "debug", "math", "os", "string", "table", "utf8"} do
          print(library .. ": " .. names(_G[library]))
        end
        """).ShouldBe(Expected);

    [Fact]
    public void The_global_table_names_itself() => InProcess.Print("print(_G._G == _G, _VERSION, unpack == table.unpack)").ShouldBe("true\tLua 5.4\ttrue");
}
