using System.Text;
using Tactus.Lua.Native;

namespace Tactus.Lua;

/// <summary>The values that a procedure handed out, and room to hand values in; valid until the next <see cref="LuaVm.Resume"/>.</summary>
/// <remarks>
/// Indexes are Lua's: from 1 upward, or from -1 (the top) downward. Nothing here runs a procedure's code or raises a Lua error: reads and writes
/// are raw, the memory cap is lifted, and every push first makes sure of a slot. Spans point into the Lua heap and live as long as the value
/// stays on the stack or in a table. One thread only.
/// </remarks>
public readonly unsafe ref struct LuaStack
{
    private readonly LuaVm _vm;
    private readonly nint _state;

    internal LuaStack(LuaVm vm, nint state)
    {
        _vm = vm;
        _state = state;
    }

    /// <summary>Number of values, which is also the index of the top one.</summary>
    public int Top => LuaNative.lua_gettop(_state);

    /// <summary>Type of a value; <see cref="LuaType.None"/> past the top.</summary>
    public LuaType TypeOf(int index) => (LuaType)LuaNative.lua_type(_state, index);

    /// <summary>The same index counted from 1.</summary>
    public int Absolute(int index) => index > 0 ? index : Top + index + 1;

    /// <summary>Whether a number is an integer.</summary>
    public bool IsInteger(int index) => LuaNative.lua_isinteger(_state, index) != 0;

    /// <summary>Lua's truth: everything but <c>nil</c> and <c>false</c>.</summary>
    public bool ToBoolean(int index) => LuaNative.lua_toboolean(_state, index) != 0;

    /// <summary>An integer, or 0 when the value has no integer representation.</summary>
    public long ToInteger(int index) => LuaNative.lua_tointegerx(_state, index, null);

    /// <summary>A number, or 0 when the value is none.</summary>
    public double ToDouble(int index) => LuaNative.lua_tonumberx(_state, index, null);

    /// <summary>Bytes of a string without a copy; false when the value is no string (numbers are not converted).</summary>
    public bool TryGetBytes(int index, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (TypeOf(index) != LuaType.String)
        {
            return false;
        }

        nuint length;
        var content = LuaNative.lua_tolstring(_state, index, &length);
        bytes = new ReadOnlySpan<byte>(content, checked((int)length));
        return true;
    }

    /// <summary>A string as text, with replacement characters for what is not UTF-8; null when the value is no string.</summary>
    public string? ToText(int index) => LuaText.Read(_state, index);

    /// <summary>Identity of a table, function or coroutine; 0 for other types.</summary>
    public nint Identity(int index) => TypeOf(index) is LuaType.Table or LuaType.Function or LuaType.Thread
        ? LuaNative.lua_topointer(_state, index)
        : 0;

    /// <summary>Border of a table's list part, or length of a string, without metamethods; 0 for other types.</summary>
    public long RawLength(int index) => (long)LuaNative.lua_rawlen(_state, index);

    /// <summary>Pushes <c>table[key]</c> without metamethods and says its type.</summary>
    /// <exception cref="InvalidOperationException">The value is no table.</exception>
    public LuaType RawGet(int table, long key)
    {
        Expect(table, LuaType.Table);
        Reserve(1);
        return (LuaType)LuaNative.lua_rawgeti(_state, table, key);
    }

    /// <summary>Pushes <c>table[key]</c> without metamethods and says its type.</summary>
    /// <exception cref="InvalidOperationException">The value is no table.</exception>
    public LuaType RawGet(int table, ReadOnlySpan<byte> key)
    {
        Expect(table, LuaType.Table);
        var place = Absolute(table);
        PushBytes(key);
        return (LuaType)LuaNative.lua_rawget(_state, place);
    }

    /// <summary>Goes to the next pair: pops a key (start with <see cref="PushNil"/>), pushes the next key and value; false, and nothing pushed, at the end.</summary>
    /// <remarks>Between calls the table must not get new keys.</remarks>
    /// <exception cref="InvalidOperationException">The value is no table.</exception>
    public bool Next(int table)
    {
        Expect(table, LuaType.Table);
        Reserve(2);
        return LuaNative.lua_next(_state, table) != 0;
    }

    /// <summary>Sets <c>table[key]</c> to the top value and pops it, without metamethods.</summary>
    /// <exception cref="InvalidOperationException">The value is no table.</exception>
    public void RawSet(int table, long key)
    {
        Expect(table, LuaType.Table);
        LuaNative.lua_rawseti(_state, table, key);
    }

    /// <summary>Sets <c>table[key]</c> to the top value and pops it, without metamethods.</summary>
    /// <exception cref="InvalidOperationException">The value is no table.</exception>
    public void RawSet(int table, ReadOnlySpan<byte> key)
    {
        Expect(table, LuaType.Table);
        var place = Absolute(table);
        PushBytes(key);
        LuaNative.lua_rotate(_state, -2, 1);
        LuaNative.lua_rawset(_state, place);
    }

    /// <summary>Sets <c>table[key]</c> from key and value on top and pops both, without metamethods.</summary>
    /// <exception cref="InvalidOperationException">The value is no table, or the key is nil or NaN.</exception>
    public void RawSet(int table)
    {
        Expect(table, LuaType.Table);
        if (TypeOf(-2) is LuaType.Nil or LuaType.None || (TypeOf(-2) == LuaType.Number && double.IsNaN(ToDouble(-2))))
        {
            throw new InvalidOperationException("A table key cannot be nil or NaN.");
        }

        LuaNative.lua_rawset(_state, table);
    }

    /// <summary>Pushes a value's metatable; false, and nothing pushed, when it has none.</summary>
    public bool PushMetatable(int index)
    {
        Reserve(1);
        return LuaNative.lua_getmetatable(_state, index) != 0;
    }

    /// <summary>Makes the top value, a table, the metatable of a table and pops it.</summary>
    /// <exception cref="InvalidOperationException">One of the two is no table.</exception>
    public void SetMetatable(int table)
    {
        Expect(table, LuaType.Table);
        Expect(-1, LuaType.Table);
        _ = LuaNative.lua_setmetatable(_state, table);
    }

    /// <summary>Pushes <c>nil</c>.</summary>
    public void PushNil()
    {
        Reserve(1);
        LuaNative.lua_pushnil(_state);
    }

    /// <summary>Pushes a boolean.</summary>
    public void PushBoolean(bool value)
    {
        Reserve(1);
        LuaNative.lua_pushboolean(_state, value ? 1 : 0);
    }

    /// <summary>Pushes an integer.</summary>
    public void PushInteger(long value)
    {
        Reserve(1);
        LuaNative.lua_pushinteger(_state, value);
    }

    /// <summary>Pushes a float.</summary>
    public void PushDouble(double value)
    {
        Reserve(1);
        LuaNative.lua_pushnumber(_state, value);
    }

    /// <summary>Pushes a string of bytes.</summary>
    /// <exception cref="LuaVmException">TAC2006: it does not fit into the memory of this run.</exception>
    public void PushBytes(ReadOnlySpan<byte> bytes)
    {
        Reserve(1);
        _vm.EnsureRoom(bytes.Length);
        LuaText.Push(_state, bytes);
    }

    /// <summary>Pushes text as UTF-8.</summary>
    /// <exception cref="LuaVmException">TAC2006: it does not fit into the memory of this run.</exception>
    public void PushText(string text)
    {
        Reserve(1);
        _vm.EnsureRoom(Encoding.UTF8.GetMaxByteCount(text.Length));
        LuaText.Push(_state, text);
    }

    /// <summary>Pushes a copy of a value.</summary>
    public void PushCopy(int index)
    {
        Reserve(1);
        LuaNative.lua_pushvalue(_state, index);
    }

    /// <summary>Pushes an empty table with room for so many list items and keys.</summary>
    /// <exception cref="LuaVmException">TAC2006: it does not fit into the memory of this run.</exception>
    public void CreateTable(int items = 0, int keys = 0)
    {
        Reserve(1);
        _vm.EnsureRoom((items * 16L) + (keys * 80L));
        LuaNative.lua_createtable(_state, items, keys);
    }

    /// <summary>Drops the top values.</summary>
    public void Pop(int count = 1) => LuaNative.lua_settop(_state, -count - 1);

    /// <summary>Makes sure of free slots.</summary>
    /// <exception cref="LuaVmException">TAC2007: the stack cannot grow (a value nested a million deep).</exception>
    public void Reserve(int slots)
    {
        if (LuaNative.lua_checkstack(_state, slots) == 0)
        {
            throw LuaVmException.TooDeep();
        }
    }

    private void Expect(int index, LuaType type)
    {
        if (TypeOf(index) != type)
        {
            throw new InvalidOperationException($"The value at {index} is a {TypeOf(index)}, not a {type}.");
        }
    }
}
