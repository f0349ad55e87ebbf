using Tactus.Lua.Tests.Support;

namespace Tactus.Lua.Tests.Vm;

// Proves that an error that reaches the top is told in terms of the procedure's own source.
public sealed class FailureTests
{
    [Fact]
    public void A_traceback_names_the_procedures_frames_only()
    {
        var failure = Fail("local function inner(t)\n  return t.a.b\nend\nlocal function outer()\n  table.sort({1, 2}, function(x, y) inner({}) end)\nend\nouter()");

        failure.Message.ShouldBe("attempt to index a nil value (field 'a')");
        failure.File.ShouldBe("main.tac");
        failure.Line.ShouldBe(2);
        failure.Traceback.ShouldBe("\tmain.tac:2: in upvalue 'inner'\n\tmain.tac:5: in function <main.tac:5>\n\tmain.tac:5: in local 'outer'\n\tmain.tac:7: in main chunk");
    }

    [Fact]
    public void A_syntax_error_tells_its_line()
    {
        var failure = Fail("x = 1\nx = = 2");

        failure.Message.ShouldBe("unexpected symbol near '='");
        (failure.File, failure.Line).ShouldBe(("main.tac", 2));
    }

    [Theory]
    [InlineData("error('plain')", "plain")]
    [InlineData("error('plain', 0)", "plain")]
    [InlineData("error()", "an error value of type nil")]
    [InlineData("error({})", "an error value of type table")]
    [InlineData("error(42)", "42")]
    [InlineData("error(setmetatable({}, {__tostring = function() return 'object' end}))", "object")]
    [InlineData("error('two\\nlines')", "two\nlines")]
    public void Every_kind_of_error_value_has_a_text_and_a_place(string statement, string message)
    {
        var failure = Fail("\n" + statement);

        (failure.Message, failure.File, failure.Line).ShouldBe((message, "main.tac", 2));
    }

    [Fact]
    public void An_endless_recursion_keeps_both_ends_of_its_traceback()
    {
        var outcome = InProcess.Run("local function down() return 1 + down() end\ndown()", new LuaVmOptions { MemoryLimitBytes = 128 << 20 });

        outcome.Status.ShouldBe(LuaStatus.Failed);
        var failure = outcome.Failure!;

        failure.Message.ShouldStartWith("stack overflow");
        var lines = failure.Traceback.Split('\n');
        lines.Length.ShouldBe(23);
        lines[12].ShouldMatch(@"\.\.\. \(\d+ more\)");
        lines[^1].ShouldBe("\tmain.tac:2: in main chunk");
    }

    [Fact]
    public void A_long_file_name_is_told_in_full()
    {
        var name = new string('d', 80) + "/report.tac";
        LuaFailure? failure = null;
        LuaThread.Run(() =>
        {
            using var vm = new LuaVm(new LuaVmOptions());
            vm.SetMain(name, "\nerror('x')"u8);
            vm.Start().ShouldBe(LuaStatus.Failed);
            failure = vm.Failure;
        });

        (failure!.File, failure.Line, failure.Message).ShouldBe((name, 2, "x"));
    }

    [Fact]
    public void Running_out_of_memory_is_a_status_of_its_own()
    {
        var outcome = InProcess.Run("local t = {}\nwhile true do t[#t + 1] = {} end", new LuaVmOptions { MemoryLimitBytes = 8 << 20 });

        outcome.Status.ShouldBe(LuaStatus.OutOfMemory);
        (outcome.Failure!.Code, outcome.Failure.File, outcome.Failure.Line).ShouldBe(("TAC2101", "main.tac", 2));
        outcome.PeakBytes.ShouldBeLessThanOrEqualTo(9 << 20);
    }

    private static LuaFailure Fail(string source)
    {
        var outcome = InProcess.Run(source);
        outcome.Status.ShouldBe(LuaStatus.Failed);
        return outcome.Failure!;
    }
}
