using System.Numerics;
using System.Runtime.CompilerServices;
using Tactus.Lua.Native;

namespace Tactus.Lua.Memory;

/// <summary>Buddy allocator over the pages of the arena. Its links lie outside the arena, so a freed page is never touched again.</summary>
internal static unsafe class PageHeap
{
    internal const int PageBytes = 4096;
    private const long GrowthBytes = 8L * 1024 * 1024;
    private const byte FreeMark = 0x80;
    private const byte UsedMark = 0x40;
    private const byte OrderMask = 0x3F;

    /// <summary>Takes a block of at least <paramref name="bytes"/>, aligned to its power of two; null when the limit or the arena refuses.</summary>
    /// <param name="arena">The arena.</param>
    /// <param name="bytes">Size in bytes; counted rounded up to pages.</param>
    /// <param name="ignoreLimit">True where Lua does not accept a refusal (a block that shrinks).</param>
    internal static void* Take(ArenaState* arena, long bytes, bool ignoreLimit)
    {
        var counted = Counted(bytes);
        if (arena->CommittedBytes + counted > arena->LimitBytes && !ignoreLimit)
        {
            arena->Refusals++;
            return null;
        }

        var order = Order(bytes);
        var available = order;
        while (available <= arena->TopOrder && arena->FreeHeads[available] < 0)
        {
            available++;
        }

        if (available > arena->TopOrder)
        {
            arena->Refusals++;
            return null;
        }

        var page = arena->FreeHeads[available];
        if (!MakeWritable(arena, (page + (1L << order)) * PageBytes))
        {
            arena->Refusals++;
            return null;
        }

        Unlink(arena, page, available);
        while (available > order)
        {
            available--;
            Link(arena, page + (1 << available), available);
        }

        arena->PageInfo[page] = (byte)(UsedMark | order);
        arena->CommittedBytes += counted;
        arena->IdleBytes = Math.Max(0, arena->IdleBytes - counted);
        if (arena->CommittedBytes > arena->PeakBytes)
        {
            arena->PeakBytes = arena->CommittedBytes;
        }

        return arena->Base + ((long)page * PageBytes);
    }

    /// <summary>Whether a block of this size is free, limit or not.</summary>
    internal static bool HasBlock(ArenaState* arena, long bytes)
    {
        for (var order = Order(bytes); order <= arena->TopOrder; order++)
        {
            if (arena->FreeHeads[order] >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives a block back.</summary>
    internal static void Give(ArenaState* arena, void* block, long bytes)
    {
        var counted = Counted(bytes);
        arena->CommittedBytes -= counted;
        if (arena->IdleBytes + counted > arena->IdleLimitBytes)
        {
            // A failure only means that the kernel keeps the pages; the count above stays right.
            _ = Libc.madvise(block, (nuint)counted, Libc.AdviseDontNeed);
        }
        else
        {
            arena->IdleBytes += counted;
        }

        var page = (int)(((byte*)block - arena->Base) / PageBytes);
        var order = arena->PageInfo[page] & OrderMask;
        arena->PageInfo[page] = 0;
        while (order < arena->TopOrder)
        {
            var buddy = page ^ (1 << order);
            if (arena->PageInfo[buddy] != (FreeMark | order))
            {
                break;
            }

            Unlink(arena, buddy, order);
            page &= ~(1 << order);
            order++;
        }

        Link(arena, page, order);
    }

    /// <summary>True when both sizes are served by the same block, so that a resize can stay in place.</summary>
    internal static bool SameBlock(long oldBytes, long newBytes) => Order(oldBytes) == Order(newBytes);

    /// <summary>Bytes that a block of this size counts against the limit.</summary>
    internal static long Counted(long bytes) => (bytes + PageBytes - 1) & ~(PageBytes - 1L);

    /// <summary>Makes the whole arena one free block.</summary>
    internal static void Initialise(ArenaState* arena)
    {
        for (var order = 0; order < ArenaState.MaxOrders; order++)
        {
            arena->FreeHeads[order] = -1;
        }

        arena->TopOrder = Order(arena->ReservedBytes);
        Link(arena, 0, arena->TopOrder);
    }

    private static bool MakeWritable(ArenaState* arena, long end)
    {
        if (end <= arena->WritableBytes)
        {
            return true;
        }

        var grown = Math.Min((end + GrowthBytes - 1) & ~(GrowthBytes - 1), arena->ReservedBytes);
        if (Libc.mprotect(arena->Base + arena->WritableBytes, (nuint)(grown - arena->WritableBytes), Libc.ProtectReadWrite) != 0)
        {
            return false;
        }

        arena->WritableBytes = grown;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Order(long bytes) => 64 - BitOperations.LeadingZeroCount((ulong)((bytes - 1) / PageBytes));

    private static void Link(ArenaState* arena, int page, int order)
    {
        var head = arena->FreeHeads[order];
        arena->PageInfo[page] = (byte)(FreeMark | order);
        arena->PageNext[page] = head;
        arena->PagePrevious[page] = -1;
        if (head >= 0)
        {
            arena->PagePrevious[head] = page;
        }

        arena->FreeHeads[order] = page;
    }

    private static void Unlink(ArenaState* arena, int page, int order)
    {
        var next = arena->PageNext[page];
        var previous = arena->PagePrevious[page];
        if (previous >= 0)
        {
            arena->PageNext[previous] = next;
        }
        else
        {
            arena->FreeHeads[order] = next;
        }

        if (next >= 0)
        {
            arena->PagePrevious[next] = previous;
        }

        arena->PageInfo[page] = 0;
    }
}
