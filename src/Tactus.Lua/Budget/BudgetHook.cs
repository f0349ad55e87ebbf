using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Tactus.Lua.Memory;
using Tactus.Lua.Native;

namespace Tactus.Lua.Budget;

/// <summary>The hook that learns the line at which the CPU budget ended.</summary>
internal static unsafe class BudgetHook
{
    private static readonly ConcurrentDictionary<nint, Watchdog> Watchdogs = new();

    /// <summary>Remembers whose states belong to an arena.</summary>
    internal static void Register(ArenaState* arena, Watchdog watchdog) => Watchdogs[(nint)arena] = watchdog;

    /// <summary>Forgets an arena.</summary>
    internal static void Unregister(ArenaState* arena) => Watchdogs.TryRemove((nint)arena, out _);

    /// <summary>Marks a state, and all coroutines made from it, as belonging to an arena.</summary>
    internal static void Mark(nint state, ArenaState* arena) => *(ArenaState**)(state - LuaConstants.ExtraSpace) = arena;

    /// <summary>Arms every state that has a call in progress; called from the watchdog while Lua runs.</summary>
    /// <remarks>
    /// <c>lua_sethook</c> may be called asynchronously. A hook belongs to one coroutine and nobody tells which one runs, hence all that have a
    /// frame. A coroutine that ends at this moment stays readable: coroutine states lie in spans that are never reused for anything else.
    /// </remarks>
    internal static void Arm(nint mainState, ArenaState* arena)
    {
        foreach (var state in ActiveStates(mainState, arena))
        {
            LuaNative.lua_sethook(state, &OnInstruction, LuaConstants.HookMaskCount, 1);
        }
    }

    /// <summary>Where the running coroutine is, asked from the watchdog while the Lua thread is inside one C function.</summary>
    /// <remarks>
    /// The hook is armed: if that C function returns meanwhile, the Lua thread stops at its next instruction. So the frames read here do not
    /// move, but for the one of the C function itself.
    /// </remarks>
    internal static (string? File, int Line) FindStuck(nint mainState, ArenaState* arena)
    {
        foreach (var state in ActiveStates(mainState, arena))
        {
            if (!UserFrame.IsResuming(state))
            {
                return UserFrame.Find(state);
            }
        }

        return (null, 0);
    }

    private static List<nint> ActiveStates(nint mainState, ArenaState* arena)
    {
        var active = new List<nint>();
        AddIfActive(active, mainState);
        var count = Volatile.Read(ref arena->ThreadSpanCount);
        var size = SizeClasses.BlockSize(SizeClasses.Thread);
        for (var i = 0; i < count; i++)
        {
            var span = arena->ThreadSpans[i];
            for (var block = (byte*)span + Span.HeadBytes; block < span->End; block += size)
            {
                if (*(ArenaState**)block == arena)
                {
                    AddIfActive(active, (nint)block + LuaConstants.ExtraSpace);
                }
            }
        }

        return active;
    }

    private static void AddIfActive(List<nint> active, nint state)
    {
        LuaDebug record;
        if (LuaNative.lua_status(state) == LuaConstants.Ok && LuaNative.lua_getstack(state, 0, &record) != 0)
        {
            active.Add(state);
        }
    }

    [UnmanagedCallersOnly]
    private static void OnInstruction(nint state, LuaDebug* record)
    {
        if (!Watchdogs.TryGetValue(*(nint*)(state - LuaConstants.ExtraSpace), out var watchdog))
        {
            return;
        }

        var (file, line) = UserFrame.Find(state);
        watchdog.Report(file, line, inLibraryCall: false);
    }
}
