using Tactus.Guest.Lockdown;

namespace Tactus.Guest.Tests.Lockdown;

/// <summary>Runs the few instructions of classic BPF that the assembler emits, as the kernel does.</summary>
internal static class BpfMachine
{
    public const uint Allow = 0x7fff_0000;
    public const uint Refuse = 0x0005_0001;
    public const uint KillProcess = 0x8000_0000;

    /// <summary>What the program says to a call.</summary>
    public static uint Run(IReadOnlyList<SockFilter> program, uint architecture, uint number, params ulong[] arguments)
    {
        uint accumulator = 0;
        for (int index = 0; ; index++)
        {
            SockFilter instruction = program[index];
            switch (instruction.Code)
            {
                case 0x20:
                    accumulator = Load(instruction.Operand, architecture, number, arguments);
                    break;
                case 0x54:
                    accumulator &= instruction.Operand;
                    break;
                case 0x15:
                    index += accumulator == instruction.Operand ? instruction.JumpTrue : instruction.JumpFalse;
                    break;
                case 0x35:
                    index += accumulator >= instruction.Operand ? instruction.JumpTrue : instruction.JumpFalse;
                    break;
                case 0x06:
                    return instruction.Operand;
                default:
                    throw new InvalidOperationException($"The program has an instruction {instruction.Code:x2} that is not known here.");
            }
        }
    }

    private static uint Load(uint offset, uint architecture, uint number, ulong[] arguments)
    {
        if (offset < 16)
        {
            return offset == 0 ? number : architecture;
        }

        int argument = (int)(offset - 16) / 8;
        ulong value = argument < arguments.Length ? arguments[argument] : 0;
        return offset % 8 == 0 ? (uint)value : (uint)(value >> 32);
    }
}
