using System.Text;
using Tactus.Lua.Tests.Support;

namespace Tactus.Lua.Tests.Prelude;

// Proves that require loads modules of the bundle once, and that each way to fail names the module and the way out.
public sealed class ModuleTests
{
    private static readonly LuaVmOptions Options = new() { ModulePlaces = ["beside the procedure", "the standard modules"] };

    [Fact]
    public void A_module_runs_once_with_the_procedures_globals() => InProcess.Print(
        "shared = 5 local m, file = require('helpers.text') print(m == require('helpers.text'), m.twice(shared), file)",
        Options,
        vm => Add(vm, "helpers.text", "print('loading', ...) assert(shared == 5) return {twice = function(n) return 2 * n end}"))
        .ShouldBe("loading\thelpers.text\thelpers/text.tac\ntrue\t10\thelpers/text.tac");

    [Fact]
    public void A_module_without_a_result_is_true() =>
        InProcess.Print("print(require('m'), require('m'))", Options, vm => Add(vm, "m", "x = 1")).ShouldBe("true\ttrue\tm.tac");

    [Fact]
    public void A_missing_module_tells_where_it_was_looked_for() =>
        Failure("require('absent')").ShouldBe(("TAC2105", "module 'absent' not found (searched: beside the procedure; the standard modules)", "main.tac", 1));

    [Fact]
    public void A_module_that_does_not_compile_tells_its_line() =>
        Failure("require('broken')", vm => Add(vm, "broken", "x = 1\nx = = 2"))
            .ShouldBe(("TAC2106", "module 'broken' does not compile: broken.tac:2: unexpected symbol near '='", "main.tac", 1));

    [Fact]
    public void Bytecode_is_no_module() =>
        Failure("require('binary')", vm => vm.AddModule("binary", "binary.tac", "\x1bLua\x54\0"u8))
            .Message.ShouldContain("attempt to load a binary chunk");

    [Fact]
    public void A_circle_of_modules_is_shown() => Failure("require('a')", vm =>
    {
        Add(vm, "a", "local b = require('b') return b");
        Add(vm, "b", "local c = require('c') return c");
        Add(vm, "c", "local a = require('a') return a");
    }).ShouldBe(("TAC2107", "modules require each other in a circle: a -> b -> c -> a", "c.tac", 1));

    [Fact]
    public void A_module_that_failed_may_be_required_again() => InProcess.Print(
        "print(pcall(require, 'm')) ready = true print(pcall(require, 'm'))",
        Options,
        vm => Add(vm, "m", "if not ready then error('not yet', 0) end return 'fine'"))
        .ShouldBe("false\tnot yet\ntrue\tfine\tm.tac");

    private static void Add(LuaVm vm, string name, string source) => vm.AddModule(name, name.Replace('.', '/') + ".tac", Encoding.UTF8.GetBytes(source));

    private static (string? Code, string Message, string? File, int Line) Failure(string source, Action<LuaVm>? prepare = null)
    {
        var failure = InProcess.Run(source, Options, prepare).Failure.ShouldNotBeNull();
        return (failure.Code, failure.Message, failure.File, failure.Line);
    }
}
