using Tactus.Lua.Memory;
using Tactus.Lua.Native;

namespace Tactus.Lua.Bootstrap;

/// <summary>Builds what a procedure sees: libraries for the prelude, the table <c>native</c>, and globals that the prelude fills from nothing.</summary>
internal static unsafe class World
{
    /// <summary>Builds it in a new state.</summary>
    /// <exception cref="LuaVmException">TAC2004 or TAC2005.</exception>
    internal static void Build(LuaVm vm, nint state, ArenaState* arena, LuaVmOptions options)
    {
        LuaNative.lua_createtable(state, 0, 64);
        StateTables.Keep(state, StateTables.Native);
        LuaNative.lua_createtable(state, 0, 64);
        StateTables.Keep(state, StateTables.Globals);
        MetamethodNames.HideCollectorNames(arena, state);
        StateTables.SetNative(state, "weak_mode");
        Libraries.Open(state);
        AddFunction(state, "ipairs_next", "return (ipairs({}))"u8);
        AddFunction(state, "utf8_next_strict", "return (utf8.codes(''))"u8);
        AddFunction(state, "utf8_next_lax", "return (utf8.codes('', true))"u8);
        PushOptions(new LuaStack(vm, state), options);
        StateTables.SetNative(state, "options");
        foreach (var (name, content) in PreludeFiles.Read())
        {
            RunPrelude(state, name, content);
        }
    }

    /// <summary>Runs a prelude chunk with <c>native</c> and the procedure's globals.</summary>
    /// <exception cref="LuaVmException">TAC2005.</exception>
    internal static void RunPrelude(nint state, string name, ReadOnlySpan<byte> source)
    {
        TrustedChunk.Load(state, name, source);
        StateTables.Push(state, StateTables.Native);
        StateTables.Push(state, StateTables.Globals);
        TrustedChunk.Call(state, name, arguments: 2, results: 0);
    }

    private static void AddFunction(nint state, string name, ReadOnlySpan<byte> expression)
    {
        TrustedChunk.Load(state, name, expression);
        TrustedChunk.Call(state, name, arguments: 0, results: 1);
        Libraries.GiveAddress(state);
        StateTables.SetNative(state, name);
    }

    private static void PushOptions(LuaStack stack, LuaVmOptions options)
    {
        stack.CreateTable();
        stack.PushInteger(options.Seed.High);
        stack.RawSet(-2, "seed_high"u8);
        stack.PushInteger(options.Seed.Low);
        stack.RawSet(-2, "seed_low"u8);
        stack.PushInteger(options.ClockNanoseconds);
        stack.RawSet(-2, "clock"u8);
        stack.CreateTable();
        foreach (var (name, value) in options.Environment)
        {
            stack.PushText(name);
            stack.PushText(value);
            stack.RawSet(-3);
        }

        stack.RawSet(-2, "environment"u8);
        stack.CreateTable();
        for (var i = 0; i < options.ModulePlaces.Count; i++)
        {
            stack.PushText(options.ModulePlaces[i]);
            stack.RawSet(-2, i + 1);
        }

        stack.RawSet(-2, "places"u8);
    }
}
