using Tactus.Lua.Tests.Support;

namespace Tactus.Lua.Tests.Attacks;

// Proves that every attack on the machine is stopped for the stated reason by the machine alone, without a sandbox around it.
public sealed class AttackCorpusTests
{
    public static TheoryData<string> Names()
    {
        var names = new TheoryData<string>();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "attacks", "vm"), "*.tac").Order(StringComparer.Ordinal))
        {
            names.Add(Path.GetFileNameWithoutExtension(path));
        }

        return names;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_attack_is_stopped_for_the_stated_reason(string name)
    {
        var attack = AttackFile.Read(name);
        attack.Attack.ShouldNotBeEmpty();

        var (output, exitCode) = ChildProcess.Run(attack.Path, attack.MemoryMiB, attack.CpuMilliseconds);

        output.ShouldNotContain("ESCAPED");
        var lines = output.Split('\n');
        var opening = attack.Expected switch
        {
            "stopped" => "stopped: ",
            "error" => "= Failed ",
            "out_of_memory" => "= OutOfMemory TAC2101 ",
            "out_of_budget" => "= out_of_budget TAC2102 ",
            _ => throw new InvalidOperationException($"{name}: unknown expectation '{attack.Expected}'"),
        };
        lines.ShouldContain(line => line.StartsWith(opening, StringComparison.Ordinal) && line.Contains(attack.Detail, StringComparison.Ordinal), output);
        if (attack.Expected == "stopped")
        {
            lines.ShouldContain(line => line.StartsWith("= Completed", StringComparison.Ordinal), output);
        }

        exitCode.ShouldBe(attack.Expected == "out_of_budget" ? 3 : 0);
    }
}
