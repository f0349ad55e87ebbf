using Tactus.Lua.Tests.Support;

namespace Tactus.Lua.Tests.Budget;

// Proves that the CPU budget counts CPU time of the procedure over all its effects, tells the line, and costs no CPU of its own.
public sealed class WatchdogTests
{
    [Fact]
    public void The_budget_spans_all_slices_between_effects()
    {
        var (output, exitCode) = ChildProcess.RunSource("slices.tac", "while true do\n  for i = 1, 1000000 do end\n  print('slice')\nend", cpuMilliseconds: 300);

        output.ShouldContain("slice\nslice\n");
        output.ShouldMatch(@"= out_of_budget TAC2102 slices\.tac:[23] the procedure used up its 0\.\d+ s of CPU time");
        exitCode.ShouldBe(3);
    }

    [Fact]
    public void A_program_under_its_budget_is_left_alone() =>
        ChildProcess.RunSource("short.tac", "for i = 1, 1000000 do end print('done')", cpuMilliseconds: 5000).Output.ShouldStartWith("done\n= Completed");

    [Fact]
    public void The_used_time_is_known_and_grows() => LuaThread.Run(() =>
    {
        using var vm = new LuaVm(new LuaVmOptions { CpuTimeLimit = TimeSpan.FromMinutes(1) });
        vm.SetMain("main.tac", "for i = 1, 3000000 do end"u8);
        var before = vm.CpuTimeUsed;
        vm.Start().ShouldBe(LuaStatus.Completed);
        vm.CpuTimeUsed.ShouldBeGreaterThan(before);
        vm.CpuTimeUsed.ShouldBeLessThan(TimeSpan.FromMinutes(1));
    });

    [Fact]
    public void A_budget_is_ended_within_a_quarter_of_a_second_of_CPU_time()
    {
        var (output, _) = ChildProcess.RunSource("loop.tac", "while true do end", cpuMilliseconds: 500);

        var used = double.Parse(output.Split("used up its ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        used.ShouldBeInRange(0.5, 0.75);
    }
}
