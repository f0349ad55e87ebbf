using System.Runtime.InteropServices;

namespace Tactus.Lua.Memory;

/// <summary>Head of a 16 KiB stretch of blocks of one size; it lies at the start of that stretch.</summary>
[StructLayout(LayoutKind.Sequential, Size = HeadBytes)]
internal unsafe struct Span
{
    internal const int Bytes = 16 * 1024;
    internal const int HeadBytes = 64;

    /// <summary>Blocks that were freed, linked through their first word.</summary>
    public void* Free;

    /// <summary>First byte never handed out yet.</summary>
    public byte* Fresh;

    /// <summary>First byte past the last whole block.</summary>
    public byte* End;

    /// <summary>Neighbours among the spans of this class that have room.</summary>
    public Span* Next;

    public Span* Previous;

    /// <summary>Blocks in use.</summary>
    public int Live;

    public int SizeClass;

    /// <summary>1 while the span is in the list of its class, else it is full.</summary>
    public int Listed;
}
