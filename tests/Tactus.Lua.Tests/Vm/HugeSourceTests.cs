using System.Text;
using Tactus.Lua.Tests.Support;

namespace Tactus.Lua.Tests.Vm;

// Proves that sources of absurd size or depth end in an error, or run, but never end the process.
public sealed class HugeSourceTests
{
    [Theory]
    [InlineData("(", ")")]
    [InlineData("{", "}")]
    [InlineData("- ", "")]
    [InlineData("not ", "")]
    [InlineData("function() return ", " end")]
    [InlineData("a(", ")")]
    public void A_hundred_thousand_levels_are_an_error(string open, string close)
    {
        var source = "return " + Repeat(open, 100_000) + "1" + Repeat(close, 100_000);

        var (output, exitCode) = ChildProcess.RunSource("deep.tac", source);

        output.ShouldMatch("= Failed - deep.tac:[01] .*overflow");
        exitCode.ShouldBe(0);
    }

    [Fact]
    public void A_million_lines_run() => InProcess.Print(Repeat("x = 1\n", 1_000_000) + "print(x)", new LuaVmOptions()).ShouldBe("1");

    [Fact]
    public void Three_hundred_thousand_constants_are_compiled_or_refused_by_memory()
    {
        var source = new StringBuilder("local t = {");
        for (var i = 0; i < 300_000; i++)
        {
            source.Append(System.Globalization.CultureInfo.InvariantCulture, $"'k{i}',");
        }

        InProcess.Print(source.Append("} print(#t)").ToString(), new LuaVmOptions()).ShouldBe("300000");
        InProcess.Run(source.ToString(), new LuaVmOptions { MemoryLimitBytes = 16 << 20 }).Status.ShouldBe(LuaStatus.OutOfMemory);
    }

    [Fact]
    public void A_long_chain_of_concatenations_is_an_error_or_a_string() =>
        InProcess.Run("return " + Repeat("'x' .. ", 100_000) + "'x'").Failure.ShouldNotBeNull().Message.ShouldContain("overflow");

    [Fact]
    public void Bytecode_is_no_procedure()
    {
        LuaThread.Run(() =>
        {
            using var vm = new LuaVm(new LuaVmOptions());
            vm.SetMain("main.tac", "\x1bLua\x54\0"u8);
            vm.Start().ShouldBe(LuaStatus.Failed);
            vm.Failure!.Message.ShouldContain("attempt to load a binary chunk");
        });
    }

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
