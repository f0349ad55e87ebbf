using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tactus.Guest.Native;

/// <summary>Hands text literals to the kernel.</summary>
internal static unsafe class LiteralPointer
{
    /// <summary>Address of a UTF-8 literal, which lies in the executable for ever and ends with a zero byte.</summary>
    public static nint To(ReadOnlySpan<byte> literal) => (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(literal));
}
