using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tactus.Language.Values;

/// <summary>A text key of a Lua table, by its place in the Lua heap.</summary>
/// <remarks>Lua moves no strings, and the table that holds the key keeps it alive while it is written; so nothing is copied.</remarks>
internal readonly unsafe struct LuaKey
{
    private readonly byte* _start;

    private LuaKey(byte* start, int length)
    {
        _start = start;
        Length = length;
    }

    /// <summary>Its bytes.</summary>
    public int Length { get; }

    /// <summary>The key's text.</summary>
    public ReadOnlySpan<byte> Bytes => new(_start, Length);

    /// <summary>The key whose bytes Lua holds at a span.</summary>
    public static LuaKey Of(ReadOnlySpan<byte> bytes) =>
        new((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes)), bytes.Length);
}
