using System.Text;

namespace Tactus.Lua.Tests.Support;

/// <summary>Runs a procedure in this process, with <c>print</c> as its only effect.</summary>
public static class InProcess
{
    /// <summary>A prelude of a layer above in miniature: print as an effect.</summary>
    public const string Prelude = """
        local native, G = ...
        local text, concat, select = G.tostring, table.concat, select
        function G.print(...)
          local parts = {}
          for i = 1, select("#", ...) do parts[i] = text((select(i, ...))) end
          native.effect("print", concat(parts, "\t"))
        end
        """;

    /// <summary>Runs to the end.</summary>
    public static Outcome Run(string source, LuaVmOptions? options = null, Action<LuaVm>? prepare = null)
    {
        Outcome? outcome = null;
        LuaThread.Run(() => outcome = RunHere(Encoding.UTF8.GetBytes(source), options ?? new LuaVmOptions { MemoryLimitBytes = 64 << 20 }, prepare));
        return outcome!;
    }

    /// <summary>Runs a program that must end well, and gives what it printed.</summary>
    public static string Print(string source, LuaVmOptions? options = null, Action<LuaVm>? prepare = null)
    {
        var outcome = Run(source, options, prepare);
        outcome.Status.ShouldBe(LuaStatus.Completed, outcome.Failure?.ToString());
        return outcome.Text;
    }

    private static Outcome RunHere(byte[] source, LuaVmOptions options, Action<LuaVm>? prepare)
    {
        using var vm = new LuaVm(options);
        vm.LoadPrelude("test", Encoding.UTF8.GetBytes(Prelude));
        prepare?.Invoke(vm);
        vm.SetMain("main.tac", source);
        var printed = new List<string>();
        var status = vm.Start();
        while (status == LuaStatus.Effect)
        {
            printed.Add(vm.Stack.ToText(2) ?? "");
            status = vm.Resume(0);
        }

        return new Outcome(printed, status, vm.Failure, vm.MemoryPeakBytes);
    }
}
