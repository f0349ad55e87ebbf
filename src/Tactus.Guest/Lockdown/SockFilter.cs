using System.Runtime.InteropServices;

namespace Tactus.Guest.Lockdown;

/// <summary>One instruction of a classic BPF program, laid out as the kernel's <c>struct sock_filter</c>.</summary>
/// <param name="Code">Operation.</param>
/// <param name="JumpTrue">Instructions to skip when the comparison holds.</param>
/// <param name="JumpFalse">Instructions to skip when it does not.</param>
/// <param name="Operand">Constant operand.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct SockFilter(ushort Code, byte JumpTrue, byte JumpFalse, uint Operand);
