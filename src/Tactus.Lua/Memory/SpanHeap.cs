using System.Runtime.CompilerServices;

namespace Tactus.Lua.Memory;

/// <summary>Small blocks: one list of spans with room per size class, newest first.</summary>
internal static unsafe class SpanHeap
{
    /// <summary>Takes a block of a class; null when the limit or the arena refuses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void* Take(ArenaState* arena, int sizeClass, bool ignoreLimit)
    {
        var span = (Span*)arena->ClassHeads[sizeClass];
        if (span == null)
        {
            span = Open(arena, sizeClass, ignoreLimit);
            if (span == null)
            {
                return null;
            }
        }

        var size = SizeClasses.BlockSize(sizeClass);
        var block = span->Free;
        if (block != null)
        {
            span->Free = *(void**)block;
        }
        else
        {
            block = span->Fresh;
            span->Fresh += size;
        }

        span->Live++;
        arena->LiveBytes += size;
        if (span->Free == null && span->Fresh >= span->End)
        {
            Unlist(arena, span);
        }

        return block;
    }

    /// <summary>Gives a block back; an empty span goes back to the pages unless its class has no other with room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Give(ArenaState* arena, void* block)
    {
        var span = (Span*)((nuint)block & ~(nuint)(Span.Bytes - 1));
        *(void**)block = span->Free;
        span->Free = block;
        arena->LiveBytes -= SizeClasses.BlockSize(span->SizeClass);
        if (span->Listed == 0)
        {
            List(arena, span);
        }

        if (--span->Live == 0 && (span->Next != null || span->Previous != null) && span->SizeClass != SizeClasses.Thread)
        {
            Unlist(arena, span);
            PageHeap.Give(arena, span, Span.Bytes);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Span* Open(ArenaState* arena, int sizeClass, bool ignoreLimit)
    {
        if (sizeClass == SizeClasses.Thread && arena->ThreadSpanCount == arena->ThreadSpanCapacity)
        {
            arena->Refusals++;
            return null;
        }

        var span = (Span*)PageHeap.Take(arena, Span.Bytes, ignoreLimit);
        if (span == null)
        {
            return null;
        }

        var size = SizeClasses.BlockSize(sizeClass);
        span->Free = null;
        span->Fresh = (byte*)span + Span.HeadBytes;
        span->End = span->Fresh + ((Span.Bytes - Span.HeadBytes) / size * size);
        span->Live = 0;
        span->SizeClass = sizeClass;
        List(arena, span);
        if (sizeClass == SizeClasses.Thread)
        {
            // Blocks must read as "not a coroutine" until Lua has made one there.
            new System.Span<byte>(span->Fresh, (int)(span->End - span->Fresh)).Clear();
            arena->ThreadSpans[arena->ThreadSpanCount] = span;
            Volatile.Write(ref arena->ThreadSpanCount, arena->ThreadSpanCount + 1);
        }

        return span;
    }

    private static void List(ArenaState* arena, Span* span)
    {
        var head = (Span*)arena->ClassHeads[span->SizeClass];
        span->Next = head;
        span->Previous = null;
        span->Listed = 1;
        if (head != null)
        {
            head->Previous = span;
        }

        arena->ClassHeads[span->SizeClass] = (long)span;
    }

    private static void Unlist(ArenaState* arena, Span* span)
    {
        if (span->Previous != null)
        {
            span->Previous->Next = span->Next;
        }
        else
        {
            arena->ClassHeads[span->SizeClass] = (long)span->Next;
        }

        if (span->Next != null)
        {
            span->Next->Previous = span->Previous;
        }

        span->Next = null;
        span->Previous = null;
        span->Listed = 0;
    }
}
