using Tactus.Lua;
using Tactus.Protocol.Values;

namespace Tactus.Language.Values;

/// <summary>Builds Lua values from the deterministic encoding, straight on the Lua stack.</summary>
internal static class LuaValueReader
{
    // A table, a key and a value on each level.
    private const int SlotsPerLevel = 4;

    /// <summary>Pushes one value. Null is nil at the top and the sentinel inside a table, where nil would be a missing key.</summary>
    /// <param name="stack">Where to push.</param>
    /// <param name="encoded">The encoding of one value.</param>
    /// <param name="nullIndex">Where the sentinel for null is, from 1.</param>
    /// <param name="listMarkIndex">Where the metatable is that marks a list, from 1.</param>
    /// <exception cref="ValueFormatException">The bytes are no value.</exception>
    /// <exception cref="LuaVmException">The value does not fit into the memory of the run.</exception>
    public static void Push(LuaStack stack, ReadOnlySpan<byte> encoded, int nullIndex, int listMarkIndex)
    {
        var reader = new CborReader(encoded, ValueLimits.Default);
        Push(stack, ref reader, new Marks(nullIndex, listMarkIndex), 1);
        if (!reader.AtEnd)
        {
            throw new ValueFormatException("bytes follow the value");
        }
    }

    private static void Push(LuaStack stack, ref CborReader reader, Marks marks, int depth)
    {
        if (depth > reader.MaxDepth)
        {
            throw new ValueFormatException($"the value is nested deeper than {reader.MaxDepth} levels");
        }

        stack.Reserve(SlotsPerLevel);
        ValueHead head = reader.ReadHead();
        switch (head.Kind)
        {
            case ValueKind.Null when depth == 1:
                stack.PushNil();
                break;
            case ValueKind.Null:
                stack.PushCopy(marks.Null);
                break;
            case ValueKind.Bool:
                stack.PushBoolean(head.Bool);
                break;
            case ValueKind.Integer:
                stack.PushInteger(head.Integer);
                break;
            case ValueKind.Double:
                stack.PushDouble(head.Double);
                break;
            case ValueKind.Bytes:
                stack.PushBytes(reader.ReadBytes(head.Count));
                break;
            case ValueKind.List:
                PushList(stack, ref reader, head.Count, marks, depth);
                break;
            default:
                PushMap(stack, ref reader, head.Count, marks, depth);
                break;
        }
    }

    private static void PushList(LuaStack stack, ref CborReader reader, int count, Marks marks, int depth)
    {
        stack.CreateTable(items: count);
        int table = stack.Top;
        if (count == 0)
        {
            stack.PushCopy(marks.List);
            stack.SetMetatable(table);
        }

        for (int item = 1; item <= count; item++)
        {
            Push(stack, ref reader, marks, depth + 1);
            stack.RawSet(table, item);
        }
    }

    private static void PushMap(LuaStack stack, ref CborReader reader, int count, Marks marks, int depth)
    {
        stack.CreateTable(keys: count);
        int table = stack.Top;
        ReadOnlySpan<byte> previous = default;
        for (int entry = 0; entry < count; entry++)
        {
            previous = reader.ReadKey(previous, entry == 0);
            stack.PushBytes(previous);
            Push(stack, ref reader, marks, depth + 1);
            stack.RawSet(table);
        }
    }

    private readonly record struct Marks(int Null, int List);
}
