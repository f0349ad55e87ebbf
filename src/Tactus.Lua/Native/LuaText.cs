using System.Buffers;
using System.Text;

namespace Tactus.Lua.Native;

/// <summary>Moves text between C# and a Lua stack. Only while the memory cap is lifted.</summary>
internal static unsafe class LuaText
{
    /// <summary>Pushes text as UTF-8.</summary>
    internal static void Push(nint state, string text)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        Push(state, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Pushes bytes.</summary>
    internal static void Push(nint state, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            _ = LuaNative.lua_pushlstring(state, start, (nuint)bytes.Length);
        }
    }

    /// <summary>The string at an index as text, with a replacement character for what is not UTF-8; null when it is no string.</summary>
    internal static string? Read(nint state, int index)
    {
        if (LuaNative.lua_type(state, index) != (int)LuaType.String)
        {
            return null;
        }

        nuint length;
        var content = LuaNative.lua_tolstring(state, index, &length);
        return Encoding.UTF8.GetString(content, (int)Math.Min(length, int.MaxValue));
    }

    /// <summary>Text of a C string.</summary>
    internal static string FromC(byte* text) =>
        text == null ? "" : Encoding.UTF8.GetString(System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
}
