using System.Buffers.Binary;

namespace Tactus.Sandbox.Seccomp;

/// <summary>Assembles a policy into the classic BPF program that the kernel and bubblewrap take.</summary>
/// <remarks>
/// One block per call, each ending in a return, so that no jump is longer than its block. The kernel remembers calls that are
/// always allowed in a bitmap, so the length of the chain costs nothing for those.
/// </remarks>
internal sealed class SeccompProgram
{
    private const ushort Load = 0x20;
    private const ushort And = 0x54;
    private const ushort JumpEqual = 0x15;
    private const ushort JumpAtLeast = 0x35;
    private const ushort Return = 0x06;
    private const uint KillProcess = 0x80000000;
    private const uint NumberOffset = 0;
    private const uint ArchitectureOffset = 4;
    private const uint ArgumentsOffset = 16;
    private const uint FirstX32Call = 0x40000000;

    private readonly List<Instruction> _instructions = [];

    private SeccompProgram()
    {
    }

    /// <summary>Assembles a policy for a processor.</summary>
    /// <returns>The instructions, 8 bytes each.</returns>
    internal static byte[] Assemble(SeccompPolicy policy, SeccompArchitecture architecture)
    {
        var program = new SeccompProgram();
        program.Emit(Load, ArchitectureOffset);
        program.Emit(JumpEqual, architecture.AuditNumber, whenTrue: 1, whenFalse: 0);
        program.Emit(Return, KillProcess);
        program.Emit(Load, NumberOffset);
        if (architecture.HasX32)
        {
            program.Emit(JumpAtLeast, FirstX32Call, whenTrue: 0, whenFalse: 1);
            program.Emit(Return, KillProcess);
        }

        var calls =
            from rule in policy.Rules
            from name in rule.Names
            let number = architecture.Number(name)
            where number is not null
            group rule by number.Value;
        foreach (IGrouping<int, SeccompRule> call in calls)
        {
            program.EmitCall(call.Key, [.. call], policy.Default);
        }

        program.Emit(Return, Code(policy.Default));
        return program.ToBytes();
    }

    private static uint Code(SeccompAction action) => action switch
    {
        SeccompAction.Allow => 0x7FFF0000,
        SeccompAction.NotImplemented => 0x00050000 | 38,
        _ => 0x00050000 | 1,
    };

    private void EmitCall(int number, IReadOnlyList<SeccompRule> rules, SeccompAction otherwise)
    {
        int entry = _instructions.Count;
        Emit(JumpEqual, (uint)number);
        foreach (SeccompRule rule in rules.Where(rule => rule.Conditions.Count > 0))
        {
            EmitConditional(rule);
        }

        SeccompRule? always = rules.SingleOrDefault(rule => rule.Conditions.Count == 0);
        Emit(Return, Code(always?.Action ?? otherwise));
        _instructions[entry] = new Instruction(JumpEqual, 0, Distance(entry), (uint)number);
    }

    private void EmitConditional(SeccompRule rule)
    {
        var failing = new List<int>();
        foreach (SeccompCondition condition in rule.Conditions)
        {
            uint offset = ArgumentsOffset + (8 * (uint)condition.Argument);
            EmitHalf(offset, (uint)condition.Value, (uint)condition.Mask, failing);
            EmitHalf(offset + 4, (uint)(condition.Value >> 32), (uint)(condition.Mask >> 32), failing);
        }

        Emit(Return, Code(rule.Action));
        foreach (int jump in failing)
        {
            _instructions[jump] = _instructions[jump] with { WhenFalse = Distance(jump) };
        }
    }

    private void EmitHalf(uint offset, uint value, uint mask, List<int> failing)
    {
        if (mask == 0)
        {
            return;
        }

        Emit(Load, offset);
        if (mask != uint.MaxValue)
        {
            Emit(And, mask);
        }

        failing.Add(_instructions.Count);
        Emit(JumpEqual, value);
    }

    private byte Distance(int jump) => checked((byte)(_instructions.Count - jump - 1));

    private void Emit(ushort code, uint operand, byte whenTrue = 0, byte whenFalse = 0)
        => _instructions.Add(new Instruction(code, whenTrue, whenFalse, operand));

    private byte[] ToBytes()
    {
        byte[] bytes = new byte[_instructions.Count * 8];
        for (int i = 0; i < _instructions.Count; i++)
        {
            Span<byte> target = bytes.AsSpan(i * 8, 8);
            BinaryPrimitives.WriteUInt16LittleEndian(target, _instructions[i].Code);
            target[2] = _instructions[i].WhenTrue;
            target[3] = _instructions[i].WhenFalse;
            BinaryPrimitives.WriteUInt32LittleEndian(target[4..], _instructions[i].Operand);
        }

        return bytes;
    }

    private readonly record struct Instruction(ushort Code, byte WhenTrue, byte WhenFalse, uint Operand);
}
