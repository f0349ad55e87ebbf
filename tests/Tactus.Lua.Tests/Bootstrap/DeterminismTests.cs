using Tactus.Lua.Tests.Support;

namespace Tactus.Lua.Tests.Bootstrap;

// Proves that one program prints the same bytes in every process, whatever addresses the kernel hands out.
public sealed class DeterminismTests
{
    private const int Processes = 20;
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Programs", "determinism.tac");

    [Fact]
    public void Twenty_processes_print_the_same()
    {
        File.ReadAllText("/proc/sys/kernel/randomize_va_space").Trim().ShouldNotBe("0", "addresses must be random for this test to mean anything");
        var outputs = new string[Processes];
        Parallel.For(0, Processes, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => outputs[i] = ChildProcess.Run(Program).Output);

        outputs[0].ShouldContain("after changes: ");
        outputs[0].ShouldContain("= Completed deterministic=True");
        outputs.Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
    }

    [Fact]
    public void A_machine_at_another_address_says_so_and_does_print_another_order() => LuaThread.Run(() =>
    {
        // The control: without the fixed address the same program shows the difference.
        using LuaVm first = AtTheFixedAddress();
        using var second = new LuaVm(new LuaVmOptions());
        second.IsDeterministic.ShouldBeFalse();

        var elsewhere = "";
        LuaThread.Run(() => elsewhere = InProcess.Print(File.ReadAllText(Program)));

        var fixedOutput = ChildProcess.Run(Program).Output;
        Section(elsewhere, "strings: ").ShouldBe(Section(fixedOutput, "strings: "));
        Section(elsewhere, "builtins: ").ShouldNotBe(Section(fixedOutput, "builtins: "));
    });

    // Tests of other classes hold the address for a while each; whoever gets a machine there keeps it.
    private static LuaVm AtTheFixedAddress()
    {
        while (true)
        {
            var candidate = new LuaVm(new LuaVmOptions());
            if (candidate.IsDeterministic)
            {
                return candidate;
            }

            candidate.Dispose();
        }
    }

    private static string Section(string output, string opening) =>
        output.Split('\n').Single(line => line.StartsWith(opening, StringComparison.Ordinal));
}
