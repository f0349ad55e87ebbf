using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Tactus.Guest.Lockdown;
using Tactus.Guest.Tests.Harness;

namespace Tactus.Guest.Tests.Lockdown;

/// <summary>Proves with a native program under the guest's own lock-down that the kernel lets through exactly the calls on the list.</summary>
public sealed class SystemCallSweepTests
{
    // uretprobe and uprobe: the kernel exempts them from every filter, and ends whoever calls them from anywhere but its own
    // trampolines.
    private static readonly int[] s_kernelsOwn = [335, 336];

    [Fact]
    public async Task The_kernel_lets_through_what_is_listed_and_nothing_else()
    {
        SeccompArchitecture architecture = SeccompArchitecture.Current;
        IReadOnlyList<SeccompRule> rules = SeccompList.Load(architecture, processId: 1);
        IReadOnlyDictionary<int, string> verdicts = await SweepAsync(SeccompProgram.Assemble(rules, architecture, killsBlatant: true));
        ILookup<int, SeccompRule> byNumber = rules.ToLookup(rule => rule.Number);
        verdicts.Count.ShouldBe(470);
        foreach ((int number, string verdict) in verdicts.Where(pair => !s_kernelsOwn.Contains(pair.Key)))
        {
            SeccompRule? rule = byNumber[number].FirstOrDefault();

            // The sweep's arguments are all -1, which no condition of the list takes.
            string expected = rule switch
            {
                { Action: SeccompAction.Allow, Conditions.Count: 0 } => "allowed",
                { Action: SeccompAction.Kill } => "killed",
                { Action: SeccompAction.Errno } => $"errno={rule.Errno}",
                _ => "errno=1",
            };
            verdict.ShouldBe(expected, $"call {number} {rule?.Name}");
        }
    }

    // The control: the sweep can tell. One line more and one line less in the list are seen, and nothing else changes.
    [Fact]
    public async Task A_changed_list_changes_the_sweep()
    {
        SeccompArchitecture architecture = SeccompArchitecture.Current;
        SeccompRule[] rules = [.. SeccompList.Load(architecture, processId: 1)];
        SeccompRule removed = rules.Single(rule => rule.Name == "getpid");
        var added = new SeccompRule("umask", architecture == SeccompArchitecture.X64 ? 95 : 166, SeccompAction.Allow, 0, []);
        SeccompRule[] changed = [.. rules.Where(rule => rule != removed), added];
        IReadOnlyDictionary<int, string> before = await SweepAsync(SeccompProgram.Assemble(rules, architecture, killsBlatant: true));
        IReadOnlyDictionary<int, string> after = await SweepAsync(SeccompProgram.Assemble(changed, architecture, killsBlatant: true));
        after.Where(pair => before[pair.Key] != pair.Value).ShouldBe(
            [KeyValuePair.Create(removed.Number, "errno=1"), KeyValuePair.Create(added.Number, "allowed")], ignoreOrder: true);
    }

    private static async Task<IReadOnlyDictionary<int, string>> SweepAsync(SockFilter[] program)
    {
        string harness = await NativeProgram.CompileAsync("sweep.c", NativeProgram.EarlySource);
        var start = new ProcessStartInfo(harness) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        await process.StandardInput.BaseStream.WriteAsync(MemoryMarshal.AsBytes(program.AsSpan()).ToArray());
        process.StandardInput.Close();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToDictionary(words => int.Parse(words[0], CultureInfo.InvariantCulture), words => words[1]);
    }
}
