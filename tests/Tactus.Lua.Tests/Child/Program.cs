using System.Globalization;
using System.Text;
using Tactus.Lua.Tests.Support;

namespace Tactus.Lua.Tests.Child;

/// <summary>Runs one procedure in this process: <c>FILE [memory MiB] [CPU milliseconds]</c>. Its last line tells how it ended.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        var file = args[0];
        var options = new LuaVmOptions
        {
            MemoryLimitBytes = (args.Length > 1 ? long.Parse(args[1], CultureInfo.InvariantCulture) : 64) * 1024 * 1024,
            CpuTimeLimit = TimeSpan.FromMilliseconds(args.Length > 2 ? double.Parse(args[2], CultureInfo.InvariantCulture) : 10_000),
            OnOutOfBudget = report =>
            {
                Print($"= out_of_budget {OutOfBudgetReport.Code} {report.File}:{report.Line} {report.Message}");
                Environment.Exit(3);
            },
            Seed = new LuaSeed(7, 11),
            Environment = new Dictionary<string, string> { ["PLACE"] = "here" },
        };
        LuaThread.Run(() => Run(file, options));
        return 0;
    }

    private static void Run(string file, LuaVmOptions options)
    {
        using var vm = new LuaVm(options);
        vm.LoadPrelude("child", Encoding.UTF8.GetBytes(InProcess.Prelude));
        vm.SetMain(Path.GetFileName(file), File.ReadAllBytes(file));
        var status = vm.Start();
        while (status == LuaStatus.Effect)
        {
            Print(vm.Stack.ToText(2) ?? "");
            status = vm.Resume(0);
        }

        var failure = vm.Failure;
        Print(failure is null
            ? $"= {status} deterministic={vm.IsDeterministic} peak={vm.MemoryPeakBytes / 1024}KiB"
            : $"= {status} {failure.Code ?? "-"} {failure.File}:{failure.Line} {failure.Message}\n{failure.Traceback}");
    }

    private static void Print(string text)
    {
        Console.Out.WriteLine(text);
        Console.Out.Flush();
    }
}
