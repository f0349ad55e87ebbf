namespace Tactus.Guest.Lockdown;

/// <summary>Turns rules into the classic BPF program that the kernel runs at every system call.</summary>
internal static class SeccompProgram
{
    /// <summary>The number a refused call fails with: EPERM.</summary>
    public const ushort RefusedErrno = 1;

    private const ushort LoadWord = 0x20;
    private const ushort And = 0x54;
    private const ushort JumpEqual = 0x15;
    private const ushort JumpGreaterOrEqual = 0x35;
    private const ushort Return = 0x06;

    private const uint ReturnAllow = 0x7fff_0000;
    private const uint ReturnErrno = 0x0005_0000;
    private const uint ReturnKillProcess = 0x8000_0000;

    // struct seccomp_data: int nr; u32 arch; u64 instruction_pointer; u64 args[6].
    private const uint NumberOffset = 0;
    private const uint ArchitectureOffset = 4;
    private const uint ArgumentsOffset = 16;

    /// <summary>Assembles the program.</summary>
    /// <param name="rules">The rules; those of one call stand together.</param>
    /// <param name="architecture">The architecture whose numbers they carry.</param>
    /// <param name="killsBlatant">False makes <see cref="SeccompAction.Kill"/> answer EPERM, for a probe.</param>
    public static SockFilter[] Assemble(IReadOnlyList<SeccompRule> rules, SeccompArchitecture architecture, bool killsBlatant)
    {
        var program = new List<SockFilter>(256)
        {
            new(LoadWord, 0, 0, ArchitectureOffset),
            new(JumpEqual, 1, 0, architecture.AuditNumber),
            new(Return, 0, 0, ReturnKillProcess),
            new(LoadWord, 0, 0, NumberOffset),
        };
        if (architecture.ForeignFrom is { } foreign)
        {
            program.Add(new SockFilter(JumpGreaterOrEqual, 0, 1, foreign));
            program.Add(new SockFilter(Return, 0, 0, ReturnKillProcess));
        }

        var body = new List<SockFilter>(32);
        for (int index = 0; index < rules.Count;)
        {
            int number = rules[index].Number;
            body.Clear();
            for (; index < rules.Count && rules[index].Number == number; index++)
            {
                AppendRule(body, rules[index], killsBlatant);
            }

            if (rules[index - 1].Conditions.Count > 0)
            {
                body.Add(new SockFilter(Return, 0, 0, ReturnErrno | RefusedErrno));
            }

            program.Add(new SockFilter(JumpEqual, 0, checked((byte)body.Count), (uint)number));
            program.AddRange(body);
        }

        program.Add(new SockFilter(Return, 0, 0, ReturnErrno | RefusedErrno));
        return [.. program];
    }

    private static void AppendRule(List<SockFilter> body, SeccompRule rule, bool killsBlatant)
    {
        int start = body.Count;
        foreach (SeccompCondition condition in rule.Conditions)
        {
            // Both architectures are little-endian: the low half comes first.
            uint offset = ArgumentsOffset + (8 * (uint)condition.Argument);
            AppendHalf(body, offset, (uint)condition.Mask, (uint)condition.Value);
            AppendHalf(body, offset + 4, (uint)(condition.Mask >> 32), (uint)(condition.Value >> 32));
        }

        body.Add(new SockFilter(Return, 0, 0, ActionOf(rule, killsBlatant)));

        // A comparison that fails goes on behind this rule: to the next alternative, or to the refusal.
        for (int index = start; index < body.Count; index++)
        {
            if (body[index].Code == JumpEqual)
            {
                body[index] = body[index] with { JumpFalse = checked((byte)(body.Count - index - 1)) };
            }
        }
    }

    private static void AppendHalf(List<SockFilter> body, uint offset, uint mask, uint value)
    {
        if (mask == 0)
        {
            return;
        }

        body.Add(new SockFilter(LoadWord, 0, 0, offset));
        if (mask != uint.MaxValue)
        {
            body.Add(new SockFilter(And, 0, 0, mask));
        }

        body.Add(new SockFilter(JumpEqual, 0, 0, value));
    }

    private static uint ActionOf(SeccompRule rule, bool killsBlatant) => rule.Action switch
    {
        SeccompAction.Allow => ReturnAllow,
        SeccompAction.Errno => ReturnErrno | rule.Errno,
        _ => killsBlatant ? ReturnKillProcess : ReturnErrno | RefusedErrno,
    };
}
