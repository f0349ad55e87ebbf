using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tactus.Lua.Native;

namespace Tactus.Lua.Memory;

/// <summary>The function that Lua calls for every block of memory.</summary>
internal static unsafe class LuaAllocator
{
    /// <summary>Pointer to hand to <c>lua_setallocf</c>.</summary>
    internal static delegate* unmanaged<void*, void*, nuint, nuint, void*> Pointer => &Allocate;

    /// <summary>Moves, makes or frees a block, as <c>lua_Alloc</c> says.</summary>
    internal static void* Reallocate(ArenaState* arena, void* block, long oldBytes, long newBytes)
    {
        if (block == null)
        {
            // For a new block Lua passes the type of the object that it is for.
            return newBytes == 0 ? null : Take(arena, newBytes, oldBytes == LuaConstants.ThreadTag, ignoreLimit: false);
        }

        if (newBytes == 0)
        {
            Give(arena, block, oldBytes);
            return null;
        }

        if (oldBytes > SizeClasses.LargestSmall && newBytes > SizeClasses.LargestSmall && PageHeap.SameBlock(oldBytes, newBytes))
        {
            return ResizeInPlace(arena, block, oldBytes, newBytes);
        }

        if (oldBytes <= SizeClasses.LargestSmall && newBytes <= SizeClasses.LargestSmall
            && arena->ClassTable[(oldBytes + 15) >> 4] == arena->ClassTable[(newBytes + 15) >> 4])
        {
            return block;
        }

        var moved = Take(arena, newBytes, isThread: false, ignoreLimit: newBytes < oldBytes);
        if (moved == null)
        {
            return null;
        }

        Buffer.MemoryCopy(block, moved, newBytes, Math.Min(oldBytes, newBytes));
        Give(arena, block, oldBytes);
        return moved;
    }

    [UnmanagedCallersOnly]
    private static void* Allocate(void* userData, void* block, nuint oldBytes, nuint newBytes) =>
        Reallocate((ArenaState*)userData, block, (long)oldBytes, (long)newBytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void* Take(ArenaState* arena, long bytes, bool isThread, bool ignoreLimit)
    {
        if (bytes > SizeClasses.LargestSmall)
        {
            var block = bytes > arena->ReservedBytes ? Refuse(arena) : PageHeap.Take(arena, bytes, ignoreLimit);
            arena->LiveBytes += block == null ? 0 : PageHeap.Counted(bytes);
            return block;
        }

        var isState = isThread && bytes <= SizeClasses.BlockSize(SizeClasses.Thread);
        return SpanHeap.Take(arena, isState ? SizeClasses.Thread : arena->ClassTable[(bytes + 15) >> 4], ignoreLimit);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Give(ArenaState* arena, void* block, long bytes)
    {
        if (bytes > SizeClasses.LargestSmall)
        {
            arena->LiveBytes -= PageHeap.Counted(bytes);
            PageHeap.Give(arena, block, bytes);
        }
        else
        {
            SpanHeap.Give(arena, block);
        }
    }

    private static void* ResizeInPlace(ArenaState* arena, void* block, long oldBytes, long newBytes)
    {
        var growth = PageHeap.Counted(newBytes) - PageHeap.Counted(oldBytes);
        if (growth > 0 && arena->CommittedBytes + growth > arena->LimitBytes)
        {
            return Refuse(arena);
        }

        arena->CommittedBytes += growth;
        arena->LiveBytes += growth;
        arena->PeakBytes = Math.Max(arena->PeakBytes, arena->CommittedBytes);
        return block;
    }

    private static void* Refuse(ArenaState* arena)
    {
        arena->Refusals++;
        return null;
    }
}
