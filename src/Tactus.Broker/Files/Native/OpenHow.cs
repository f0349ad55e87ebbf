using System.Runtime.InteropServices;

namespace Tactus.Broker.Files.Native;

/// <summary>The kernel's <c>struct open_how</c>, version 0.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct OpenHow
{
    public ulong Flags;
    public ulong Mode;
    public ulong Resolve;
}
