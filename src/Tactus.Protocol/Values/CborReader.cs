using System.Buffers.Binary;

namespace Tactus.Protocol.Values;

/// <summary>Reads the deterministic encoding of values (docs/value-model.md) and refuses every other byte sequence.</summary>
/// <remarks>A cursor over a span: nothing is allocated for a length that the span cannot hold.</remarks>
public ref struct CborReader
{
    private readonly ReadOnlySpan<byte> _data;
    private readonly int _maxDepth;
    private int _itemsLeft;
    private int _position;

    /// <summary>Starts at the first byte of <paramref name="data"/>.</summary>
    /// <exception cref="ValueFormatException">The data are longer than the limit.</exception>
    public CborReader(ReadOnlySpan<byte> data, ValueLimits limits)
    {
        if (data.Length > limits.MaxBytes)
        {
            throw new ValueFormatException($"the value is {data.Length} bytes long; the limit is {limits.MaxBytes}");
        }

        _data = data;
        _maxDepth = limits.MaxDepth;
        _itemsLeft = limits.MaxItems;
        _position = 0;
    }

    /// <summary>Deepest nesting that <see cref="ReadHead"/>'s callers may follow; a scalar has depth 1.</summary>
    public readonly int MaxDepth => _maxDepth;

    /// <summary>True when every byte was read.</summary>
    public readonly bool AtEnd => _position == _data.Length;

    /// <summary>Where the next byte is read.</summary>
    public readonly int Position => _position;

    /// <summary>Reads the next value's kind and scalar, or the count of a list's items or a map's pairs.</summary>
    /// <exception cref="ValueFormatException">The bytes are not a value in its deterministic encoding.</exception>
    public ValueHead ReadHead()
    {
        byte initial = ReadByte();
        int major = initial >> 5;
        switch (major)
        {
            case 0:
            case 1:
                ulong magnitude = ReadArgument(initial);
                if (magnitude > long.MaxValue)
                {
                    throw new ValueFormatException("an integer does not fit 64 bits with a sign");
                }

                return ValueHead.OfInteger(major == 0 ? (long)magnitude : -1 - (long)magnitude);
            case 2:
                return ValueHead.OfCount(ValueKind.Bytes, ReadCount(initial, 1));
            case 4:
                return ValueHead.OfCount(ValueKind.List, TakeItems(ReadCount(initial, 1)));
            case 5:
                return ValueHead.OfCount(ValueKind.Map, TakeItems(ReadCount(initial, 2)));
            case 7:
                return ReadSimple(initial);
            default:
                throw new ValueFormatException(major == 3 ? "text strings are not used; strings are byte strings" : "tags are not used");
        }
    }

    /// <summary>Reads the bytes whose head was just read.</summary>
    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        if (count > _data.Length - _position)
        {
            throw new ValueFormatException("the value ends in the middle of a byte string");
        }

        ReadOnlySpan<byte> bytes = _data.Slice(_position, count);
        _position += count;
        return bytes;
    }

    /// <summary>Reads one map key and holds it against the one before it.</summary>
    /// <param name="previous">The key before, or empty.</param>
    /// <param name="first">True for the first key of a map.</param>
    public ReadOnlySpan<byte> ReadKey(ReadOnlySpan<byte> previous, bool first)
    {
        ValueHead head = ReadHead();
        if (head.Kind != ValueKind.Bytes)
        {
            throw new ValueFormatException("a map key is not a byte string");
        }

        ReadOnlySpan<byte> key = ReadBytes(head.Count);
        if (!first && CborWriter.CompareKeys(previous, key) >= 0)
        {
            throw new ValueFormatException("map keys are not sorted, or one stands twice");
        }

        return key;
    }

    private ValueHead ReadSimple(byte initial)
    {
        switch (initial)
        {
            case 0xf4:
                return ValueHead.OfBool(false);
            case 0xf5:
                return ValueHead.OfBool(true);
            case 0xf6:
                return ValueHead.OfNull();
            case 0xfb:
                long bits = BinaryPrimitives.ReadInt64BigEndian(ReadBytes(8));
                double value = BitConverter.Int64BitsToDouble(bits);
                if (double.IsNaN(value) && bits != 0x7ff8_0000_0000_0000)
                {
                    throw new ValueFormatException("a NaN is not the one that is used");
                }

                return ValueHead.OfDouble(value);
            default:
                throw new ValueFormatException($"the byte 0x{initial:x2} starts no value");
        }
    }

    private int ReadCount(byte initial, int leastBytesEach)
    {
        ulong count = ReadArgument(initial);
        if (count > (ulong)((_data.Length - _position) / leastBytesEach))
        {
            throw new ValueFormatException("a length is larger than what follows it");
        }

        return (int)count;
    }

    private int TakeItems(int count)
    {
        _itemsLeft -= count;
        return _itemsLeft >= 0 ? count : throw new ValueFormatException("the value has too many items");
    }

    private ulong ReadArgument(byte initial)
    {
        int info = initial & 0x1f;
        if (info < 24)
        {
            return (ulong)info;
        }

        (ulong argument, ulong least) = info switch
        {
            24 => (ReadByte(), 24UL),
            25 => (BinaryPrimitives.ReadUInt16BigEndian(ReadBytes(2)), 1UL << 8),
            26 => (BinaryPrimitives.ReadUInt32BigEndian(ReadBytes(4)), 1UL << 16),
            27 => (BinaryPrimitives.ReadUInt64BigEndian(ReadBytes(8)), 1UL << 32),
            _ => throw new ValueFormatException("indefinite lengths are not used"),
        };
        return argument >= least ? argument : throw new ValueFormatException("a number is not in its shortest form");
    }

    private byte ReadByte() =>
        _position < _data.Length ? _data[_position++] : throw new ValueFormatException("the value ends too early");
}
