using System.Runtime.InteropServices;

namespace Tactus.Sandbox.Native;

/// <summary><c>struct pollfd</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollEntry
{
    internal const short In = 0x1;
    internal const short Out = 0x4;

    /// <summary>The descriptor; a negative one is skipped by the kernel.</summary>
    internal int Descriptor;

    internal short Wanted;

    internal short Seen;
}
