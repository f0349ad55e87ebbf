using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tactus.Lua.Memory;
using Tactus.Lua.Native;

namespace Tactus.Lua.Bootstrap;

/// <summary>Makes a <c>lua_State</c> whose string hashes are the same in every process.</summary>
/// <remarks>
/// PUC-Lua seeds its string hash from the clock and from addresses, and the order of <c>pairs</c> follows it. The seed lies in
/// <c>global_State</c>, is set before the second allocation of <c>lua_newstate</c>, and used only after it: that is when it is overwritten.
/// </remarks>
internal static unsafe class StateBirth
{
    /// <summary>The seed; any constant will do, a known one lets the result be checked.</summary>
    internal const uint HashSeed = 0x7AC7_0001;

    /// <summary>Offset of <c>seed</c> from <c>frealloc</c>, the first field of <c>global_State</c> in 5.4.</summary>
    private const int SeedOffset = 96;

    /// <summary>Offsets from the content of a short string back to its hash and to its head.</summary>
    private const int HashBeforeContent = 12;
    private const string Probe = "tactus";

    /// <summary>Makes the state in an arena.</summary>
    /// <exception cref="LuaVmException">TAC2001: another version of Lua; TAC2002: the seed could not be fixed; TAC2003: no memory.</exception>
    internal static nint Create(ArenaState* arena)
    {
        arena->BirthSeed = HashSeed;
        nint state;
        try
        {
            state = LuaNative.lua_newstate(&Allocate, arena);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            throw LuaVmException.NoLibrary(missing);
        }

        if (state == 0)
        {
            throw LuaVmException.NoArena(arena->ReservedBytes);
        }

        LuaNative.lua_setallocf(state, LuaAllocator.Pointer, arena);
        if (LuaNative.lua_version(state) != 504)
        {
            throw LuaVmException.WrongVersion(LuaNative.lua_version(state));
        }

        VerifySeed(arena, state);
        return state;
    }

    [UnmanagedCallersOnly]
    private static void* Allocate(void* userData, void* block, nuint oldBytes, nuint newBytes)
    {
        var arena = (ArenaState*)userData;
        var made = LuaAllocator.Reallocate(arena, block, (long)oldBytes, (long)newBytes);
        arena->BirthCalls++;
        if (arena->BirthCalls == 1)
        {
            arena->MainBlock = (byte*)made;
            arena->MainBlockBytes = (long)newBytes;
        }
        else if (arena->BirthCalls == 2)
        {
            WriteSeed(arena);
        }

        return made;
    }

    private static void WriteSeed(ArenaState* arena)
    {
        // global_State opens with this very function and its user data; so it needs no offset of its own.
        var words = (void**)arena->MainBlock;
        var count = arena->MainBlockBytes / sizeof(void*);
        for (var i = 0; i + (SeedOffset / sizeof(void*)) < count; i++)
        {
            if (words[i] == (delegate* unmanaged<void*, void*, nuint, nuint, void*>)&Allocate && words[i + 1] == arena)
            {
                *(uint*)((byte*)&words[i] + SeedOffset) = arena->BirthSeed;
                arena->BirthSeedWritten = 1;
                return;
            }
        }
    }

    private static void VerifySeed(ArenaState* arena, nint state)
    {
        LuaText.Push(state, Probe);
        var content = LuaNative.lua_tolstring(state, -1, null);
        var found = *(uint*)(content - HashBeforeContent);
        LuaNative.lua_settop(state, -2);
        if (arena->BirthSeedWritten == 0 || found != Expected())
        {
            throw LuaVmException.SeedNotFixed();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint Expected()
    {
        var hash = HashSeed ^ (uint)Probe.Length;
        for (var i = Probe.Length; i > 0; i--)
        {
            hash ^= (hash << 5) + (hash >> 2) + Probe[i - 1];
        }

        return hash;
    }
}
