using Tactus.Lua;
using Tactus.Protocol;
using Tactus.Protocol.Values;

namespace Tactus.Language.Values;

/// <summary>Writes Lua values in the deterministic encoding, straight from the Lua heap.</summary>
/// <remarks>
/// Reads raw: no metamethod and no user code runs. A table with the keys 1 to n is a list, one with text keys a map; an empty one is a map
/// unless it carries the mark of a list. Everything else is an error that names the place in the value. Not thread-safe.
/// </remarks>
internal sealed class LuaValueWriter(ValueLimits limits)
{
    // A key and its value, beside the value's own table.
    private const int SlotsPerLevel = 4;

    private readonly CborWriter _writer = new();
    private readonly ValuePath _path = new();
    private readonly List<LuaKey> _keys = [];
    private readonly List<nint> _open = [];
    private nint _null;
    private nint _listMark;
    private int _itemsLeft;

    /// <summary>What was written since the last <see cref="Begin"/>. Valid until the next one.</summary>
    public ReadOnlyMemory<byte> Written => _writer.Written;

    /// <summary>What a value may be at most.</summary>
    public ValueLimits Limits => limits;

    /// <summary>The writer, for a caller that frames values with a map of its own.</summary>
    public CborWriter Writer => _writer;

    /// <summary>Starts anew.</summary>
    /// <param name="nullIdentity">Identity of the value that stands for null.</param>
    /// <param name="listMark">Identity of the metatable that marks a list.</param>
    public void Begin(nint nullIdentity, nint listMark)
    {
        _writer.Clear();
        _null = nullIdentity;
        _listMark = listMark;
        _itemsLeft = limits.MaxItems;
    }

    /// <summary>Writes the value at an index.</summary>
    /// <param name="stack">Where it is.</param>
    /// <param name="index">Its index, from 1.</param>
    /// <param name="root">What to call the value in an error: <c>args</c>, <c>output</c>.</param>
    /// <param name="depth">The level at which it will stand: 1 on its own, 2 inside a map that the caller writes.</param>
    /// <exception cref="TactusException">TAC1104: it is no data. TAC1105: it is too deep or too large.</exception>
    public void Write(LuaStack stack, int index, string root, int depth = 1)
    {
        _path.Start(root);
        _open.Clear();
        _keys.Clear();
        WriteValue(stack, index, depth);
    }

    private void WriteValue(LuaStack stack, int index, int depth)
    {
        if (depth > limits.MaxDepth)
        {
            throw new TactusException("TAC1105", $"{_path.Root} is nested deeper than {limits.MaxDepth} levels", "flatten the value");
        }

        switch (stack.TypeOf(index))
        {
            case LuaType.Nil:
            case LuaType.None:
                _writer.WriteNull();
                break;
            case LuaType.Boolean:
                _writer.WriteBool(stack.ToBoolean(index));
                break;
            case LuaType.Number when stack.IsInteger(index):
                _writer.WriteInteger(stack.ToInteger(index));
                break;
            case LuaType.Number:
                _writer.WriteDouble(stack.ToDouble(index));
                break;
            case LuaType.String:
                stack.TryGetBytes(index, out ReadOnlySpan<byte> bytes);
                CheckSize(bytes.Length);
                _writer.WriteBytes(bytes);
                break;
            case LuaType.Table when stack.Identity(index) == _null:
                _writer.WriteNull();
                break;
            case LuaType.Table:
                WriteTable(stack, index, depth);
                break;
            default:
                throw NoData($"{_path} is a {TypeName(stack.TypeOf(index))}");
        }
    }

    private void WriteTable(LuaStack stack, int index, int depth)
    {
        nint identity = stack.Identity(index);
        if (_open.Contains(identity))
        {
            throw NoData($"{_path} contains itself");
        }

        stack.Reserve(SlotsPerLevel);
        _open.Add(identity);
        long length = stack.RawLength(index);
        if (length > 0)
        {
            WriteList(stack, index, length, depth);
        }
        else
        {
            WriteMap(stack, index, depth);
        }

        _open.RemoveAt(_open.Count - 1);
    }

    private void WriteList(LuaStack stack, int index, long length, int depth)
    {
        CheckListKeys(stack, index, length);
        TakeItems(length);
        CheckSize(0);
        _writer.WriteListHead((int)length);
        for (long item = 1; item <= length; item++)
        {
            stack.RawGet(index, item);
            _path.Enter(item);
            WriteValue(stack, stack.Top, depth + 1);
            _path.Leave();
            stack.Pop();
        }
    }

    private void CheckListKeys(LuaStack stack, int index, long length)
    {
        long count = 0;
        stack.PushNil();
        while (stack.Next(index))
        {
            stack.Pop();
            int key = stack.Top;
            if (stack.TypeOf(key) == LuaType.Number && stack.IsInteger(key))
            {
                long value = stack.ToInteger(key);
                if (value < 1 || value > length)
                {
                    throw NoData($"{_path} is a list with gaps: it has {length} items and the key {value}");
                }

                count++;
            }
            else
            {
                throw WrongKey(stack, key, listed: true);
            }
        }

        if (count != length)
        {
            throw NoData($"{_path} is a list with gaps: it has {count} items and the key {length}");
        }
    }

    private void WriteMap(LuaStack stack, int index, int depth)
    {
        int first = _keys.Count;
        CollectKeys(stack, index);
        int count = _keys.Count - first;
        if (count == 0)
        {
            WriteEmpty(stack, index);
            return;
        }

        TakeItems(count);
        _keys.Sort(first, count, LuaKeyComparer.Instance);
        _writer.WriteMapHead(count);
        for (int i = first; i < first + count; i++)
        {
            LuaKey key = _keys[i];
            CheckSize(key.Length);
            _writer.WriteBytes(key.Bytes);
            stack.RawGet(index, key.Bytes);
            _path.Enter(key);
            WriteValue(stack, stack.Top, depth + 1);
            _path.Leave();
            stack.Pop();
        }

        _keys.RemoveRange(first, count);
    }

    private void CollectKeys(LuaStack stack, int index)
    {
        stack.PushNil();
        while (stack.Next(index))
        {
            stack.Pop();
            if (!stack.TryGetBytes(stack.Top, out ReadOnlySpan<byte> key))
            {
                throw WrongKey(stack, stack.Top, listed: false);
            }

            _keys.Add(LuaKey.Of(key));
        }
    }

    private void WriteEmpty(LuaStack stack, int index)
    {
        bool isList = false;
        if (stack.PushMetatable(index))
        {
            isList = stack.Identity(stack.Top) == _listMark;
            stack.Pop();
        }

        if (isList)
        {
            _writer.WriteListHead(0);
        }
        else
        {
            _writer.WriteMapHead(0);
        }
    }

    private void TakeItems(long count)
    {
        if (count > _itemsLeft)
        {
            throw new TactusException("TAC1105", $"{_path.Root} has more than {limits.MaxItems} items in all", "hand it over in parts");
        }

        _itemsLeft -= (int)count;
    }

    private void CheckSize(int more)
    {
        if ((long)_writer.Length + more > limits.MaxBytes)
        {
            throw new TactusException(
                "TAC1105", $"{_path.Root} is larger than {limits.MaxBytes / 1024} KiB", "hand it over in parts, or through a file");
        }
    }

    private TactusException WrongKey(LuaStack stack, int key, bool listed) => stack.TypeOf(key) switch
    {
        LuaType.String => NoData($"{_path} has the key '{stack.ToText(key)}' beside list items"),
        LuaType.Number when stack.IsInteger(key) => NoData($"{_path} has the key {stack.ToInteger(key)} beside text keys, or a gap before it"),
        LuaType.Number => NoData($"{_path} has the key {stack.ToDouble(key):R}, which is neither text nor an integer"),
        LuaType type => NoData($"{_path} has a {TypeName(type)} as a key" + (listed ? " beside list items" : "")),
    };

    private static TactusException NoData(string what) => new(
        "TAC1104", what, "send numbers, strings, booleans, lists (keys 1 to n) and maps (text keys)");

    private static string TypeName(LuaType type) => type switch
    {
        LuaType.Function => "function",
        LuaType.Thread => "thread",
        LuaType.Boolean => "boolean",
        LuaType.Table => "table",
        _ => "userdata",
    };
}
