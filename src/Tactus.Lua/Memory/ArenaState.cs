using System.Runtime.InteropServices;

namespace Tactus.Lua.Memory;

/// <summary>All the allocator knows; lives in native memory, because Lua hands its address to every call.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ArenaState
{
    internal const int MaxOrders = 32;

    public byte* Base;
    public long ReservedBytes;

    /// <summary>Bytes from <see cref="Base"/> that may be written; grows with the heap and never shrinks.</summary>
    public long WritableBytes;

    /// <summary>Bytes of pages that hold live data; <see cref="LimitBytes"/> bounds it.</summary>
    public long CommittedBytes;
    public long LimitBytes;
    public long PeakBytes;

    /// <summary>Bytes asked for by Lua, each block rounded to its size.</summary>
    public long LiveBytes;

    /// <summary>Requests that the limit refused.</summary>
    public long Refusals;

    /// <summary>Bytes of free pages that the kernel still holds for us, at most.</summary>
    public long IdleBytes;
    public long IdleLimitBytes;

    /// <summary>Per page: free block head (0x80 | order), used block head (0x40 | order), or 0.</summary>
    public byte* PageInfo;
    public int* PageNext;
    public int* PagePrevious;
    public int TopOrder;

    /// <summary>Spans of coroutine states. They are never given back, so that a stale pointer still points at a coroutine state.</summary>
    public Span** ThreadSpans;
    public int ThreadSpanCount;
    public int ThreadSpanCapacity;

    /// <summary>The block of the main state, known while the state is being made.</summary>
    public byte* MainBlock;
    public long MainBlockBytes;
    public long BirthCalls;
    public uint BirthSeed;
    public int BirthSeedWritten;

    public fixed int FreeHeads[MaxOrders];
    public fixed long ClassHeads[SizeClasses.Count];
    public fixed byte ClassTable[(SizeClasses.LargestSmall / 16) + 1];
}
