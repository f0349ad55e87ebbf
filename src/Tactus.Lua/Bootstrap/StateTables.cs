using Tactus.Lua.Native;

namespace Tactus.Lua.Bootstrap;

/// <summary>The values that C# keeps in a state: the private table <c>native</c>, the procedure's globals, the procedure's thread.</summary>
/// <remarks>They lie in Lua's registry, which no Lua code can reach. Only while the memory cap is lifted.</remarks>
internal static class StateTables
{
    internal const string Native = "tactus.native";
    internal const string Globals = "tactus.globals";
    internal const string Procedure = "tactus.procedure";

    /// <summary>Pops a value into the registry.</summary>
    internal static void Keep(nint state, string key)
    {
        LuaText.Push(state, key);
        LuaNative.lua_rotate(state, -2, 1);
        LuaNative.lua_rawset(state, LuaConstants.RegistryIndex);
    }

    /// <summary>Pushes a value of the registry.</summary>
    internal static void Push(nint state, string key)
    {
        LuaText.Push(state, key);
        _ = LuaNative.lua_rawget(state, LuaConstants.RegistryIndex);
    }

    /// <summary>Pops a value into a field of <c>native</c>.</summary>
    internal static void SetNative(nint state, string name)
    {
        Push(state, Native);
        LuaText.Push(state, name);
        LuaNative.lua_rotate(state, -3, -1);
        LuaNative.lua_rawset(state, -3);
        LuaNative.lua_settop(state, -2);
    }

    /// <summary>Pushes a field of <c>native</c>.</summary>
    internal static void PushNative(nint state, string name)
    {
        Push(state, Native);
        LuaText.Push(state, name);
        _ = LuaNative.lua_rawget(state, -2);
        LuaNative.lua_rotate(state, -2, 1);
        LuaNative.lua_settop(state, -2);
    }
}
