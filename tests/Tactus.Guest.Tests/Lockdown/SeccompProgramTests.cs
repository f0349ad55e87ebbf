using Tactus.Guest.Lockdown;

namespace Tactus.Guest.Tests.Lockdown;

/// <summary>Proves that the assembled filter says of every call what seccomp.txt says, on both architectures.</summary>
public sealed class SeccompProgramTests
{
    private const int Self = 4242;
    private const uint Audit64 = 0xc000_003e;
    private const uint AuditArm64 = 0xc000_00b7;

    public static TheoryData<bool> Architectures { get; } = new(true, false);

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Whatever_is_not_listed_is_refused(bool isArm)
    {
        SockFilter[] program = Assemble(isArm);
        HashSet<int> listed = [.. Rules(isArm).Select(rule => rule.Number)];
        for (uint number = 0; number < 1000; number++)
        {
            if (!listed.Contains((int)number))
            {
                Run(program, isArm, number).ShouldBe(BpfMachine.Refuse, $"call {number}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Every_rule_says_what_its_line_says(bool isArm)
    {
        SockFilter[] program = Assemble(isArm);
        foreach (SeccompRule rule in Rules(isArm))
        {
            ulong[] fitting = new ulong[6];
            foreach (SeccompCondition condition in rule.Conditions)
            {
                fitting[condition.Argument] = condition.Value;
            }

            uint expected = rule.Action switch
            {
                SeccompAction.Allow => BpfMachine.Allow,
                SeccompAction.Errno => 0x0005_0000U | rule.Errno,
                _ => BpfMachine.KillProcess,
            };
            Run(program, isArm, (uint)rule.Number, fitting).ShouldBe(expected, rule.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void A_condition_that_fails_refuses(bool isArm)
    {
        SockFilter[] program = Assemble(isArm);
        foreach (SeccompRule rule in Rules(isArm).Where(rule => rule.Conditions.Count > 0))
        {
            Run(program, isArm, (uint)rule.Number, [.. Enumerable.Repeat(ulong.MaxValue, 6)]).ShouldBe(BpfMachine.Refuse, rule.Name);
        }
    }

    [Theory]
    [InlineData(9, 3UL, true)] // mmap: read and write
    [InlineData(9, 4UL, false)]
    [InlineData(9, 7UL, false)]
    [InlineData(9, 0x1_0000_0004UL, false)]
    [InlineData(10, 1UL, true)] // mprotect
    [InlineData(10, 5UL, false)]
    public void Memory_is_never_executable(uint number, ulong protection, bool allowed) =>
        Run(Assemble(isArm: false), isArm: false, number, 0, 4096, protection).ShouldBe(allowed ? BpfMachine.Allow : BpfMachine.Refuse);

    [Theory]
    [InlineData(0x3d0f00UL, true)] // a thread
    [InlineData(17UL, false)] // a process
    [InlineData(0x3d0f00UL | 0x1000_0000, false)] // a thread in a user namespace
    [InlineData(0x3d0f00UL & ~0x10000UL, false)]
    public void Only_threads_can_be_made(ulong flags, bool allowed) =>
        Run(Assemble(isArm: false), isArm: false, 56, flags).ShouldBe(allowed ? BpfMachine.Allow : BpfMachine.Refuse);

    [Theory]
    [InlineData(Self, true)]
    [InlineData(1, false)]
    [InlineData(0, false)]
    public void Signals_stay_in_the_process(int process, bool allowed) =>
        Run(Assemble(isArm: false), isArm: false, 234, (ulong)process, 1, 9).ShouldBe(allowed ? BpfMachine.Allow : BpfMachine.Refuse);

    [Fact]
    public void A_whole_word_is_compared_in_both_halves()
    {
        SockFilter[] program = Assemble(isArm: false);
        Run(program, isArm: false, 302, 0, 3, 0, 1).ShouldBe(BpfMachine.Allow);
        Run(program, isArm: false, 302, 0, 3, 0x1_0000_0000, 1).ShouldBe(BpfMachine.Refuse);
    }

    [Fact]
    public void Another_architecture_ends_the_process()
    {
        BpfMachine.Run(Assemble(isArm: false), AuditArm64, 0).ShouldBe(BpfMachine.KillProcess);
        BpfMachine.Run(Assemble(isArm: false), 0x4000_0003, 0).ShouldBe(BpfMachine.KillProcess);
        BpfMachine.Run(Assemble(isArm: true), Audit64, 0).ShouldBe(BpfMachine.KillProcess);
    }

    [Fact]
    public void The_x32_convention_ends_the_process() =>
        Run(Assemble(isArm: false), isArm: false, 0x4000_0000).ShouldBe(BpfMachine.KillProcess);

    [Fact]
    public void A_probe_is_refused_where_a_run_is_killed()
    {
        IReadOnlyList<SeccompRule> rules = Rules(isArm: false);
        SockFilter[] probe = SeccompProgram.Assemble(rules, SeccompArchitecture.X64, killsBlatant: false);
        Run(probe, isArm: false, 59).ShouldBe(BpfMachine.Refuse);
        Run(Assemble(isArm: false), isArm: false, 59).ShouldBe(BpfMachine.KillProcess);
    }

    [Theory]
    [InlineData("read 0 63 allow", "it gives no reason")]
    [InlineData("read 0 63 allow |  ", "it gives no reason")]
    [InlineData("read x 63 allow | why", "it has no number")]
    [InlineData("read 0 63 permit | why", "its rule is unknown")]
    [InlineData("read 0 63 kill arg0=1 | why", "its rule is unknown")]
    [InlineData("read 0 63 allow arg9=1 | why", "a condition of it is malformed")]
    [InlineData("read 0 63 allow first=1 | why", "a condition of it is malformed")]
    public void A_malformed_line_is_an_error(string line, string why) =>
        Should.Throw<FormatException>(() => SeccompList.Parse(line, SeccompArchitecture.X64, Self)).Message.ShouldContain(why);

    private static IReadOnlyList<SeccompRule> Rules(bool isArm) => SeccompList.Load(Architecture(isArm), Self);

    private static SeccompArchitecture Architecture(bool isArm) => isArm ? SeccompArchitecture.Arm64 : SeccompArchitecture.X64;

    private static SockFilter[] Assemble(bool isArm) => SeccompProgram.Assemble(Rules(isArm), Architecture(isArm), killsBlatant: true);

    private static uint Run(SockFilter[] program, bool isArm, uint number, params ulong[] arguments) =>
        BpfMachine.Run(program, isArm ? AuditArm64 : Audit64, number, arguments);
}
