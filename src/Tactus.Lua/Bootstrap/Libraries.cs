using Tactus.Lua.Native;

namespace Tactus.Lua.Bootstrap;

/// <summary>Opens Lua's own libraries, in reach of the prelude only.</summary>
internal static unsafe class Libraries
{
    /// <summary>Where <c>lauxlib.h</c> keeps loaded libraries; its argument errors look names up there.</summary>
    private const string LoadedTable = "_LOADED";

    /// <summary>Opens the libraries into the state's private globals.</summary>
    internal static void Open(nint state)
    {
        LuaNative.lua_createtable(state, 0, 8);
        Add(state, "string", &OpenString);
        Add(state, "table", &OpenTable);
        Add(state, "math", &OpenMath);
        Add(state, "utf8", &OpenUtf8);
        Add(state, "coroutine", &OpenCoroutine);
        Add(state, "os", &OpenOs);
        Add(state, "debug", &OpenDebug);
        _ = LuaNative.luaopen_base(state);
        GiveAddresses(state);
        SetField(state, -2, "_G");
        LuaText.Push(state, LoadedTable);
        LuaNative.lua_rotate(state, -2, 1);
        LuaNative.lua_rawset(state, LuaConstants.RegistryIndex);
    }

    /// <summary>Makes the function on top an object of its own, in the arena.</summary>
    /// <remarks>A plain C function is its address in the library, which differs per process; as a table key it would change the order of <c>pairs</c>.</remarks>
    internal static void GiveAddress(nint state)
    {
        var function = LuaNative.lua_tocfunction(state, -1);
        if (function == 0)
        {
            return;
        }

        if (LuaNative.lua_getupvalue(state, -1, 1) != null)
        {
            LuaNative.lua_settop(state, -2);
            return;
        }

        LuaNative.lua_pushnil(state);
        LuaNative.lua_pushcclosure(state, function, 1);
        LuaNative.lua_rotate(state, -2, 1);
        LuaNative.lua_settop(state, -2);
    }

    private static void OpenString(nint state) => _ = LuaNative.luaopen_string(state);

    private static void OpenTable(nint state) => _ = LuaNative.luaopen_table(state);

    private static void OpenMath(nint state) => _ = LuaNative.luaopen_math(state);

    private static void OpenUtf8(nint state) => _ = LuaNative.luaopen_utf8(state);

    private static void OpenCoroutine(nint state) => _ = LuaNative.luaopen_coroutine(state);

    private static void OpenOs(nint state) => _ = LuaNative.luaopen_os(state);

    private static void OpenDebug(nint state) => _ = LuaNative.luaopen_debug(state);

    private static void Add(nint state, string name, delegate*<nint, void> open)
    {
        open(state);
        GiveAddresses(state);
        _ = LuaNative.lua_rawgeti(state, LuaConstants.RegistryIndex, LuaConstants.RegistryGlobals);
        LuaNative.lua_pushvalue(state, -2);
        SetField(state, -2, name);
        LuaNative.lua_settop(state, -2);
        SetField(state, -2, name);
    }

    private static void GiveAddresses(nint state)
    {
        LuaNative.lua_pushnil(state);
        while (LuaNative.lua_next(state, -2) != 0)
        {
            if (LuaNative.lua_tocfunction(state, -1) == 0)
            {
                LuaNative.lua_settop(state, -2);
                continue;
            }

            GiveAddress(state);
            LuaNative.lua_pushvalue(state, -2);
            LuaNative.lua_rotate(state, -2, 1);
            LuaNative.lua_rawset(state, -4);
        }
    }

    private static void SetField(nint state, int table, string name)
    {
        LuaText.Push(state, name);
        LuaNative.lua_rotate(state, -2, 1);
        LuaNative.lua_rawset(state, table - 1);
    }
}
