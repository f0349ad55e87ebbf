using Tactus.Lua.Tests.Support;

namespace Tactus.Lua.Tests.Prelude;

// Proves that coroutines behave as in Lua 5.4 while effects pass through them outward.
public sealed class CoroutineTests
{
    [Fact]
    public void Values_go_in_and_out_in_order() => InProcess.Print("""
        local co = coroutine.create(function(a, b)
          print("start", a, b)
          local c = coroutine.yield(a + b)
          local d, e = coroutine.yield(c * 2)
          return d + e
        end)
        print(coroutine.resume(co, 1, 2))
        print(coroutine.status(co), coroutine.resume(co, 10))
        print(coroutine.resume(co, 3, 4))
        print(coroutine.status(co), coroutine.resume(co))
        """).ShouldBe("start\t1\t2\ntrue\t3\nsuspended\ttrue\t20\ntrue\t7\ndead\tfalse\tcannot resume dead coroutine");

    [Fact]
    public void Nil_results_are_counted() =>
        InProcess.Print("print(select('#', coroutine.wrap(function() print('x') return 1, nil, nil end)()))").ShouldBe("x\n3");

    [Fact]
    public void The_main_program_looks_like_Luas_main_thread() => InProcess.Print("""
        print(coroutine.isyieldable(), select(2, coroutine.running()))
        coroutine.wrap(function() print(coroutine.isyieldable(), select(2, coroutine.running())) end)()
        print(pcall(coroutine.yield, 1))
        """).ShouldBe("false\ttrue\ntrue\tfalse\nfalse\tattempt to yield from outside a coroutine");

    [Fact]
    public void Errors_of_wrapped_coroutines_carry_the_place_of_the_call() => InProcess.Print("""
        local w = coroutine.wrap(function() error("boom") end)
        print(pcall(function()
          w()
        end))
        print(pcall(w))
        local failing = coroutine.wrap(function() error({code = 7}) end)
        print(select(2, pcall(failing)).code)
        """).ShouldBe("false\tmain.tac:3: main.tac:1: boom\nfalse\tcannot resume dead coroutine\n7");

    [Fact]
    public void Effects_pass_through_nested_coroutines_and_generators() => InProcess.Print("""
        local function numbers(n)
          return coroutine.wrap(function() for i = 1, n do print("making", i) coroutine.yield(i) end end)
        end
        local function doubled(n)
          return coroutine.wrap(function() for i in numbers(n) do print("doubling", i) coroutine.yield(2 * i) end end)
        end
        for i in doubled(2) do print("got", i) end
        """).ShouldBe("making\t1\ndoubling\t1\ngot\t2\nmaking\t2\ndoubling\t2\ngot\t4");

    [Fact]
    public void Effects_work_in_pcall_metamethods_iterators_and_close_handlers() => InProcess.Print("""
        print(pcall(function() print("in pcall") return "done" end))
        local t = setmetatable({}, {__index = function(_, k) print("in __index") return k end, __add = function() print("in __add") return 1 end})
        print(t.key, t + t)
        for i in function(_, i) print("in iterator") return not i and 1 or nil end do print(i) end
        do local guard <close> = setmetatable({}, {__close = function() print("in __close") end}) end
        print(pcall(coroutine.wrap(function()
          local guard <close> = setmetatable({}, {__close = function(_, e) print("closing for", e) end})
          error("failed", 0)
        end)))
        """).ShouldBe("""
        in pcall
        true	done
        in __index
        in __add
        key	1
        in iterator
        1
        in iterator
        in __close
        closing for	failed
        false	failed
        """);

    [Fact]
    public void A_refused_effect_can_be_caught_where_it_was_tried() => InProcess.Print("""
        local kept
        local co = coroutine.wrap(function()
          local ok, e = pcall(print, "never")
          kept = e
          coroutine.yield("went on")
        end)
        print((string.gsub("x", "x", function() return co() end)))
        print(kept.code, kept.kind, kept.retryable, kept.file, kept.line)
        """).ShouldBe("went on\nTAC2103\trefused\tfalse\tmain.tac\t3");

    [Fact]
    public void Closing_runs_handlers_and_tells_their_error() => InProcess.Print("""
        local log = {}
        local function guarded(handler)
          local co = coroutine.create(function() local guard <close> = setmetatable({}, {__close = handler}) coroutine.yield() end)
          coroutine.resume(co)
          return co
        end
        print(coroutine.close(guarded(function() log[#log + 1] = "closed" end)), log[1])
        print(coroutine.close(guarded(function() error("in close", 0) end)))
        """).ShouldBe("true\tclosed\nfalse\tin close");
}
