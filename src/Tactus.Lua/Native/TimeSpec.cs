using System.Runtime.InteropServices;

namespace Tactus.Lua.Native;

/// <summary><c>struct timespec</c> on a 64-bit machine.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TimeSpec
{
    public long Seconds;
    public long Nanoseconds;
}
