using System.Numerics;
using System.Runtime.InteropServices;
using Tactus.Lua.Native;

namespace Tactus.Lua.Memory;

/// <summary>The memory of one VM: a stretch of addresses that is the same in every process, so that everything Lua derives from an address is too.</summary>
internal sealed unsafe class Arena : IDisposable
{
    /// <summary>Where the first VM of a process has its heap.</summary>
    internal const long FixedBase = 0x1000_0000_0000;

    /// <summary>What Lua adds to a value for its own head, generously.</summary>
    private const long HeadRoom = 1024;
    /// <summary>1 TiB: what the page tables can number.</summary>
    private const long LargestLimit = 1L << 40;
    private const long SmallestReserve = 256L * 1024 * 1024;
    private const long MaximumIdleBytes = 16L * 1024 * 1024;
    private readonly long _limitBytes;
    private readonly nuint _pageTableBytes;
    private byte* _pageTables;

    /// <summary>Reserves addresses; no memory is used before Lua asks for it.</summary>
    /// <param name="limitBytes">The cap.</param>
    /// <exception cref="LuaVmException">TAC2003: the addresses could not be reserved.</exception>
    internal Arena(long limitBytes)
    {
        _limitBytes = limitBytes;

        if (limitBytes > LargestLimit)
        {
            throw LuaVmException.NoArena(limitBytes);
        }

        // Four times the cap: blocks take powers of two, and answers are pushed while the cap is lifted.
        var reserved = (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(limitBytes * 4, SmallestReserve));
        var place = Reserve(reserved);
        IsAtFixedBase = (long)place == FixedBase;
        State = (ArenaState*)NativeMemory.AllocZeroed((nuint)sizeof(ArenaState));
        State->ReservedBytes = reserved;
        State->Base = place;
        var pages = reserved / PageHeap.PageBytes;
        _pageTableBytes = (nuint)(pages * 9);
        _pageTables = (byte*)Libc.mmap(null, _pageTableBytes, Libc.ProtectReadWrite, Libc.MapPrivateAnonymousNoReserve, -1, 0);
        if (_pageTables == Libc.MapFailed)
        {
            _ = Libc.munmap(place, (nuint)reserved);
            NativeMemory.Free(State);
            State = null;
            throw LuaVmException.NoArena(reserved);
        }

        State->PageNext = (int*)_pageTables;
        State->PagePrevious = State->PageNext + pages;
        State->PageInfo = _pageTables + (pages * 8);
        State->ThreadSpanCapacity = (int)Math.Min(reserved / Span.Bytes, 1 << 16);
        State->ThreadSpans = (Span**)NativeMemory.AllocZeroed((nuint)State->ThreadSpanCapacity, (nuint)sizeof(Span*));
        State->IdleLimitBytes = Math.Clamp(limitBytes / 16, PageHeap.PageBytes * 256, MaximumIdleBytes);
        SizeClasses.FillTable(State->ClassTable);
        PageHeap.Initialise(State);
        Lift();
    }

    /// <summary>The native half.</summary>
    internal ArenaState* State { get; private set; }

    /// <summary>True when the arena lies at <see cref="FixedBase"/>; a second VM of one process does not.</summary>
    internal bool IsAtFixedBase { get; }

    /// <summary>The cap.</summary>
    internal long LimitBytes => _limitBytes;

    /// <summary>Bytes of pages in use.</summary>
    internal long UsedBytes => State->CommittedBytes;

    /// <summary>The most that <see cref="UsedBytes"/> ever was.</summary>
    internal long PeakBytes => State->PeakBytes;

    /// <summary>Requests refused so far.</summary>
    internal long Refusals => State->Refusals;

    /// <summary>Lets Lua take up to the cap, and this much more.</summary>
    internal void Enforce(long headroomBytes = 0) => State->LimitBytes = _limitBytes + headroomBytes;

    /// <summary>Lets C# push and read without a memory error, which would have no protected call to land in.</summary>
    internal void Lift() => State->LimitBytes = State->ReservedBytes;

    /// <summary>Whether a block of this size can surely be had while the cap is lifted.</summary>
    internal bool HasRoomFor(long bytes) => PageHeap.HasBlock(State, bytes + HeadRoom);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (State == null)
        {
            return;
        }

        _ = Libc.munmap(State->Base, (nuint)State->ReservedBytes);
        _ = Libc.munmap(_pageTables, _pageTableBytes);
        NativeMemory.Free(State->ThreadSpans);
        NativeMemory.Free(State);
        State = null;
        _pageTables = null;
    }

    // Reserved without rights, so that a limit on data (RLIMIT_DATA) counts only what the heap has grown to.
    private static byte* Reserve(long bytes)
    {
        const int flags = Libc.MapPrivateAnonymousNoReserve | Libc.MapFixedNoReplace;
        var place = Libc.mmap((void*)FixedBase, (nuint)bytes, Libc.ProtectNone, flags, -1, 0);
        if (place == (void*)FixedBase)
        {
            return (byte*)place;
        }

        if (place != Libc.MapFailed)
        {
            // A kernel before 4.17 takes the address as a hint only.
            _ = Libc.munmap(place, (nuint)bytes);
        }

        return ReserveElsewhere(bytes);
    }

    private static byte* ReserveElsewhere(long bytes)
    {
        // Aligned to its own size, because blocks are found by masking their address.
        var place = Libc.mmap(null, (nuint)(bytes * 2), Libc.ProtectNone, Libc.MapPrivateAnonymousNoReserve, -1, 0);
        if (place == Libc.MapFailed)
        {
            throw LuaVmException.NoArena(bytes);
        }

        var start = (byte*)place;
        var aligned = (byte*)(((ulong)start + (ulong)bytes - 1) & ~((ulong)bytes - 1));
        if (aligned > start)
        {
            _ = Libc.munmap(start, (nuint)(aligned - start));
        }

        var end = start + (bytes * 2);
        if (end > aligned + bytes)
        {
            _ = Libc.munmap(aligned + bytes, (nuint)(end - (aligned + bytes)));
        }

        return aligned;
    }
}
