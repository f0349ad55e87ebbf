using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace Tactus.Lua.Native;

/// <summary>The functions of PUC-Lua 5.4 that the VM calls, by their C names.</summary>
/// <remarks>
/// Calls marked <see cref="SuppressGCTransitionAttribute"/> neither allocate, nor call back, nor run for more than a few nanoseconds.
/// Everything that may raise a Lua error is called only while the memory cap is lifted, or inside <c>lua_pcallk</c>/<c>lua_resume</c>.
/// </remarks>
internal static unsafe partial class LuaNative
{
    /// <summary>Name of the library; the NativeAOT guest links it directly under the same name.</summary>
    internal const string Library = "lua54";

    [LibraryImport(Library)]
    internal static partial nint lua_newstate(delegate* unmanaged<void*, void*, nuint, nuint, void*> allocator, void* userData);

    [LibraryImport(Library)]
    internal static partial void lua_setallocf(nint L, delegate* unmanaged<void*, void*, nuint, nuint, void*> allocator, void* userData);

    [LibraryImport(Library)]
    internal static partial double lua_version(nint L);

    [LibraryImport(Library)]
    internal static partial nint lua_newthread(nint L);

    [LibraryImport(Library)]
    internal static partial int lua_resume(nint L, nint from, int argumentCount, int* resultCount);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int lua_status(nint L);

    [LibraryImport(Library)]
    internal static partial int lua_pcallk(nint L, int argumentCount, int resultCount, int messageHandler, nint context, nint continuation);

    [LibraryImport(Library)]
    internal static partial int luaL_loadbufferx(nint L, byte* buffer, nuint size, byte* name, byte* mode);

    /// <remarks>Variadic in C; with integers only, both calling conventions of 64-bit Linux pass it like this.</remarks>
    [LibraryImport(Library)]
    internal static partial int lua_gc(nint L, int what, int data);

    [LibraryImport(Library)]
    internal static partial void lua_sethook(nint L, delegate* unmanaged<nint, LuaDebug*, void> hook, int mask, int count);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int lua_getstack(nint L, int level, LuaDebug* record);

    [LibraryImport(Library)]
    internal static partial int lua_getinfo(nint L, byte* what, LuaDebug* record);

    [LibraryImport(Library)]
    internal static partial int lua_checkstack(nint L, int slots);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int lua_gettop(nint L);

    [LibraryImport(Library)]
    internal static partial void lua_settop(nint L, int index);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial void lua_rotate(nint L, int index, int count);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial void lua_pushvalue(nint L, int index);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial void lua_xmove(nint from, nint to, int count);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int lua_type(nint L, int index);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int lua_isinteger(nint L, int index);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int lua_toboolean(nint L, int index);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial long lua_tointegerx(nint L, int index, int* isInteger);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial double lua_tonumberx(nint L, int index, int* isNumber);

    [LibraryImport(Library)]
    internal static partial byte* lua_tolstring(nint L, int index, nuint* length);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial ulong lua_rawlen(nint L, int index);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial nint lua_topointer(nint L, int index);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial nint lua_tocfunction(nint L, int index);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial void lua_pushnil(nint L);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial void lua_pushboolean(nint L, int value);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial void lua_pushinteger(nint L, long value);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial void lua_pushnumber(nint L, double value);

    [LibraryImport(Library)]
    internal static partial byte* lua_pushlstring(nint L, byte* text, nuint length);

    [LibraryImport(Library)]
    internal static partial void lua_pushcclosure(nint L, nint function, int upvalues);

    [LibraryImport(Library)]
    internal static partial void lua_createtable(nint L, int arraySlots, int hashSlots);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int lua_rawget(nint L, int index);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int lua_rawgeti(nint L, int index, long key);

    [LibraryImport(Library)]
    internal static partial void lua_rawset(nint L, int index);

    [LibraryImport(Library)]
    internal static partial void lua_rawseti(nint L, int index, long key);

    [LibraryImport(Library)]
    internal static partial int lua_next(nint L, int index);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int lua_getmetatable(nint L, int index);

    [LibraryImport(Library)]
    internal static partial int lua_setmetatable(nint L, int index);

    [LibraryImport(Library)]
    internal static partial byte* lua_getupvalue(nint L, int index, int number);

    [LibraryImport(Library)]
    internal static partial int luaopen_base(nint L);

    [LibraryImport(Library)]
    internal static partial int luaopen_string(nint L);

    [LibraryImport(Library)]
    internal static partial int luaopen_table(nint L);

    [LibraryImport(Library)]
    internal static partial int luaopen_math(nint L);

    [LibraryImport(Library)]
    internal static partial int luaopen_utf8(nint L);

    [LibraryImport(Library)]
    internal static partial int luaopen_coroutine(nint L);

    [LibraryImport(Library)]
    internal static partial int luaopen_os(nint L);

    [LibraryImport(Library)]
    internal static partial int luaopen_debug(nint L);
}
