using System.Text;

namespace Tactus.Lua.Tests.Vm;

// Proves that values of every type cross between C# and a procedure unchanged, and that C# cannot make Lua raise.
public sealed class LuaStackTests
{
    private const string Prelude = "local native, G = ... function G.ask(...) return native.effect('ask', ...) end";

    [Fact]
    public void Scalars_cross_both_ways() => Drive(
        "return ask(nil, true, 7, 2.5, 'a\\0\\xff')",
        vm =>
        {
            var stack = vm.Stack;
            stack.ToText(1).ShouldBe("ask");
            stack.Top.ShouldBe(6);
            stack.TypeOf(2).ShouldBe(LuaType.Nil);
            stack.ToBoolean(3).ShouldBeTrue();
            stack.IsInteger(4).ShouldBeTrue();
            stack.ToInteger(4).ShouldBe(7);
            stack.IsInteger(5).ShouldBeFalse();
            stack.ToDouble(5).ShouldBe(2.5);
            stack.TryGetBytes(6, out var bytes).ShouldBeTrue();
            bytes.ToArray().ShouldBe([(byte)'a', 0, 0xFF]);
            stack.TryGetBytes(4, out _).ShouldBeFalse();
            stack.PushNil();
            stack.PushBoolean(true);
            stack.PushInteger(long.MinValue);
            stack.PushDouble(-0.5);
            stack.PushBytes([0, 1, 0xFE]);
            return 5;
        },
        vm =>
        {
            var stack = vm.Stack;
            stack.Top.ShouldBe(5);
            stack.TypeOf(1).ShouldBe(LuaType.Nil);
            stack.ToInteger(3).ShouldBe(long.MinValue);
            stack.TryGetBytes(5, out var bytes).ShouldBeTrue();
            bytes.ToArray().ShouldBe([0, 1, 0xFE]);
        });

    [Fact]
    public void Tables_are_read_and_written_without_metamethods() => Drive(
        "local t = setmetatable({10, 20, key = 'v'}, {__index = error, __newindex = error, __len = error}) local r = ask(t) return r.list[2], r.name, t.added, r == t",
        vm =>
        {
            var stack = vm.Stack;
            stack.RawLength(2).ShouldBe(2);
            stack.RawGet(2, 2).ShouldBe(LuaType.Number);
            stack.Pop();
            stack.RawGet(2, "key"u8).ShouldBe(LuaType.String);
            stack.Pop();
            stack.RawGet(2, "absent"u8).ShouldBe(LuaType.Nil);
            stack.Pop();
            var pairs = 0;
            stack.PushNil();
            while (stack.Next(2))
            {
                pairs++;
                stack.Pop();
            }

            pairs.ShouldBe(3);
            stack.PushBoolean(true);
            stack.RawSet(2, "added"u8);
            stack.CreateTable(0, 2);
            stack.CreateTable(2);
            stack.PushInteger(1);
            stack.RawSet(-2, 1);
            stack.PushText("zwei");
            stack.RawSet(-2, 2);
            stack.RawSet(-2, "list"u8);
            stack.PushText("name");
            stack.PushText("n");
            stack.RawSet(-3);
            return 1;
        },
        vm =>
        {
            vm.Stack.ToText(1).ShouldBe("zwei");
            vm.Stack.ToText(2).ShouldBe("n");
            vm.Stack.ToBoolean(3).ShouldBeTrue();
            vm.Stack.ToBoolean(4).ShouldBeFalse();
        });

    [Fact]
    public void Misuse_is_a_CSharp_exception() => Drive(
        "return ask(1)",
        vm =>
        {
            Should.Throw<InvalidOperationException>(() => vm.Stack.RawGet(2, 1));
            Should.Throw<InvalidOperationException>(() => vm.Stack.Next(2));
            vm.Stack.CreateTable();
            vm.Stack.PushDouble(double.NaN);
            vm.Stack.PushInteger(1);
            Should.Throw<InvalidOperationException>(() => vm.Stack.RawSet(-3));
            Should.Throw<LuaVmException>(() => vm.Stack.Reserve(2_000_000)).Code.ShouldBe("TAC2007");
            Should.Throw<LuaVmException>(() => vm.Stack.CreateTable(int.MaxValue)).Code.ShouldBe("TAC2006");
            vm.Stack.Pop(3);
            return 0;
        },
        vm => vm.Stack.Top.ShouldBe(0));

    [Fact]
    public void An_answer_past_the_cap_is_pushed_and_then_counts() => Drive(
        "local big = ask() local ok, e = pcall(string.rep, 'x', 100000) return #big, ok, e",
        vm =>
        {
            vm.Stack.PushBytes(new byte[16 << 20]);
            vm.MemoryUsedBytes.ShouldBeGreaterThan(8 << 20);
            return 1;
        },
        vm =>
        {
            vm.Stack.ToInteger(1).ShouldBe(16 << 20);
            vm.Stack.ToBoolean(2).ShouldBeFalse();
            vm.Stack.ToText(3).ShouldBe("not enough memory");
        },
        new LuaVmOptions { MemoryLimitBytes = 8 << 20 });

    [Fact]
    public void A_machine_belongs_to_its_thread() => LuaThread.Run(() =>
    {
        using var vm = new LuaVm(new LuaVmOptions());
        Should.Throw<InvalidOperationException>(() => LuaThread.Run(() => vm.Start()));
    });

    [Fact]
    public void Arguments_reach_the_main_chunk() => LuaThread.Run(() =>
    {
        using var vm = new LuaVm(new LuaVmOptions());
        vm.SetMain("main.tac", "local a, b = ... return b, a, select('#', ...)"u8);
        vm.Stack.PushText("first");
        vm.Stack.PushInteger(2);
        vm.Start(2).ShouldBe(LuaStatus.Completed);
        vm.Stack.ToInteger(1).ShouldBe(2);
        vm.Stack.ToText(2).ShouldBe("first");
        vm.Stack.ToInteger(3).ShouldBe(2);
    });

    private static void Drive(string source, Func<LuaVm, int> answer, Action<LuaVm> check, LuaVmOptions? options = null) => LuaThread.Run(() =>
    {
        using var vm = new LuaVm(options ?? new LuaVmOptions());
        vm.LoadPrelude("ask", Encoding.UTF8.GetBytes(Prelude));
        vm.SetMain("main.tac", Encoding.UTF8.GetBytes(source));
        vm.Start().ShouldBe(LuaStatus.Effect);
        vm.Resume(answer(vm)).ShouldBe(LuaStatus.Completed, vm.Failure?.ToString());
        check(vm);
    });
}
