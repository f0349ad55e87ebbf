using System.Runtime.InteropServices;

namespace Tactus.Guest.Lockdown;

/// <summary>A BPF program as the kernel takes it: <c>struct sock_fprog</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SeccompFilterProgram
{
    /// <summary>Number of instructions.</summary>
    public ushort Length;

    /// <summary>The first instruction.</summary>
    public SockFilter* Filter;
}
