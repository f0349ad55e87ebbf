using System.Runtime.InteropServices;
using Tactus.Lua.Native;

namespace Tactus.Lua.Budget;

/// <summary>Finds where a state is, in the procedure's own source.</summary>
internal static unsafe class UserFrame
{
    /// <summary>Whether the innermost call is the one with which the prelude resumes a coroutine; then that coroutine is the one that runs.</summary>
    internal static bool IsResuming(nint state)
    {
        LuaDebug record;
        if (LuaNative.lua_getstack(state, 0, &record) == 0)
        {
            return false;
        }

        fixed (byte* what = "n\0"u8)
        {
            _ = LuaNative.lua_getinfo(state, what, &record);
        }

        return record.Name != null && MemoryMarshal.CreateReadOnlySpanFromNullTerminated(record.Name).SequenceEqual("raw_resume"u8);
    }

    /// <summary>Chunk name and line of the innermost frame of the procedure; null and 0 when there is none.</summary>
    internal static (string? File, int Line) Find(nint state)
    {
        LuaDebug record;
        for (var level = 0; LuaNative.lua_getstack(state, level, &record) != 0; level++)
        {
            fixed (byte* what = "Sl\0"u8)
            {
                _ = LuaNative.lua_getinfo(state, what, &record);
            }

            // Chunks of a procedure are named after a file, hence the @; the prelude's begin with =.
            if (record.Source[0] == (byte)'@')
            {
                return (LuaText.FromC(record.Source + 1), Math.Max(0, record.CurrentLine));
            }
        }

        return (null, 0);
    }
}
