using Tactus.Lua.Memory;
using Tactus.Lua.Native;

namespace Tactus.Lua.Bootstrap;

/// <summary>Takes <c>__gc</c> and <c>__mode</c> away from everybody but the prelude.</summary>
/// <remarks>
/// A wrapper of <c>setmetatable</c> alone cannot: a procedure may add either field to a metatable later. Lua finds metamethods by
/// comparing addresses of name strings that <c>global_State</c> holds in one array; there the two names are replaced by
/// random ones. The one for <c>__mode</c> goes to the prelude, which needs weak tables of its own.
/// </remarks>
internal static unsafe class MetamethodNames
{
    private const int ContentOffset = 24;
    private const int RandomBytes = 16;
    private static readonly string[] FirstNames = ["__index", "__newindex", "__gc", "__mode", "__len", "__eq"];

    /// <summary>Replaces the names and leaves the new name of <c>__mode</c> on the stack.</summary>
    /// <exception cref="LuaVmException">TAC2004: the names were not where they should be.</exception>
    internal static void HideCollectorNames(ArenaState* arena, nint state)
    {
        var names = stackalloc nint[FirstNames.Length];
        for (var i = 0; i < FirstNames.Length; i++)
        {
            LuaText.Push(state, FirstNames[i]);
            names[i] = (nint)LuaNative.lua_tolstring(state, -1, null) - ContentOffset;
            LuaNative.lua_settop(state, -2);
        }

        var slot = Find(arena, new ReadOnlySpan<nint>(names, FirstNames.Length));
        slot[2] = PushRandomName(state);
        Anchor(state);
        slot[3] = PushRandomName(state);
        LuaNative.lua_pushvalue(state, -1);
        Anchor(state);
    }

    private static nint* Find(ArenaState* arena, ReadOnlySpan<nint> names)
    {
        var words = (nint*)arena->MainBlock;
        var count = (int)(arena->MainBlockBytes / sizeof(nint));
        for (var i = 0; i + names.Length <= count; i++)
        {
            if (new ReadOnlySpan<nint>(words + i, names.Length).SequenceEqual(names))
            {
                return words + i;
            }
        }

        throw LuaVmException.NamesNotFound();
    }

    private static nint PushRandomName(nint state)
    {
        // Short strings only are compared by address; this stays under their limit of 40 bytes. From the kernel and not from
        // RandomNumberGenerator, which loads OpenSSL: the guest's image has none, and it would double the time to start.
        var random = stackalloc byte[RandomBytes];
        if (Libc.getrandom(random, RandomBytes, 0) != RandomBytes)
        {
            throw LuaVmException.NoRandomness();
        }

        LuaText.Push(state, Convert.ToHexString(new ReadOnlySpan<byte>(random, RandomBytes)));
        return (nint)LuaNative.lua_tolstring(state, -1, null) - ContentOffset;
    }

    private static void Anchor(nint state)
    {
        LuaNative.lua_pushboolean(state, 1);
        LuaNative.lua_rawset(state, LuaConstants.RegistryIndex);
    }
}
