using System.Text;
using Tactus.Lua.Native;

namespace Tactus.Lua.Bootstrap;

/// <summary>Runs Lua that Tactus itself brought along. An error in it is a defect of ours.</summary>
internal static unsafe class TrustedChunk
{
    /// <summary>Compiles a chunk and leaves it on the stack; its frames do not show in tracebacks.</summary>
    /// <exception cref="LuaVmException">TAC2005: it does not compile.</exception>
    internal static void Load(nint state, string name, ReadOnlySpan<byte> source)
    {
        // Text only, as everywhere: bytecode can crash Lua, and nothing here needs it.
        fixed (byte* start = source, chunk = Encoding.UTF8.GetBytes("=tactus:" + name + "\0"), mode = "t\0"u8)
        {
            Check(state, name, LuaNative.luaL_loadbufferx(state, start, (nuint)source.Length, chunk, mode));
        }
    }

    /// <summary>Calls the function under its arguments on the stack.</summary>
    /// <exception cref="LuaVmException">TAC2005: it raised an error.</exception>
    internal static void Call(nint state, string name, int arguments, int results) =>
        Check(state, name, LuaNative.lua_pcallk(state, arguments, results, 0, 0, 0));

    private static void Check(nint state, string name, int status)
    {
        if (status != LuaConstants.Ok)
        {
            var message = LuaText.Read(state, -1) ?? "an error without text";
            LuaNative.lua_settop(state, 0);
            throw LuaVmException.PreludeFailed(name, message);
        }
    }
}
