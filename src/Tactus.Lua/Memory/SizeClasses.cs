namespace Tactus.Lua.Memory;

/// <summary>Block sizes of the small allocator: at most a quarter is lost to rounding.</summary>
internal static class SizeClasses
{
    /// <summary>Largest request served from spans, in bytes; larger ones take whole pages.</summary>
    internal const int LargestSmall = 2048;

    /// <summary>Class of coroutine states, which live in spans of their own so that the watchdog can find them.</summary>
    internal const int Thread = 24;

    /// <summary>Number of classes, with <see cref="Thread"/>.</summary>
    internal const int Count = 25;

    private static ReadOnlySpan<ushort> BlockSizes =>
    [
        16, 32, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512,
        640, 768, 896, 1024, 1280, 1536, 1792, 2048, 208,
    ];

    /// <summary>Block size of a class, in bytes.</summary>
    internal static int BlockSize(int sizeClass) => BlockSizes[sizeClass];

    /// <summary>Fills the table that maps a size in steps of 16 bytes, rounded up, to its class.</summary>
    internal static unsafe void FillTable(byte* table)
    {
        var sizeClass = 0;
        for (var step = 0; step <= LargestSmall / 16; step++)
        {
            if (step * 16 > BlockSizes[sizeClass])
            {
                sizeClass++;
            }

            table[step] = (byte)sizeClass;
        }
    }
}
