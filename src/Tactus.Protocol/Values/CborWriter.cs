using System.Buffers;
using System.Buffers.Binary;

namespace Tactus.Protocol.Values;

/// <summary>Writes the deterministic encoding of values (docs/value-model.md) into one growing buffer.</summary>
/// <remarks>
/// The caller writes map keys already sorted; <see cref="CompareKeys"/> is the order. Not thread-safe; reusable after <see cref="Clear"/>.
/// </remarks>
public sealed class CborWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(256);

    /// <summary>What was written so far. Valid until the next write.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    /// <summary>Bytes written so far.</summary>
    public int Length => _buffer.WrittenCount;

    /// <summary>Forgets what was written and keeps the buffer.</summary>
    public void Clear() => _buffer.ResetWrittenCount();

    /// <summary>The order of map keys: shorter first, then bytewise (RFC 8949 section 4.2.1 applied to byte strings).</summary>
    public static int CompareKeys(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);

    /// <summary>Writes null.</summary>
    public void WriteNull() => WriteByte(0xf6);

    /// <summary>Writes a bool.</summary>
    public void WriteBool(bool value) => WriteByte(value ? (byte)0xf5 : (byte)0xf4);

    /// <summary>Writes an integer in its shortest form.</summary>
    public void WriteInteger(long value)
    {
        if (value >= 0)
        {
            WriteHead(0x00, (ulong)value);
        }
        else
        {
            WriteHead(0x20, (ulong)(-1 - value));
        }
    }

    /// <summary>Writes a double in nine bytes; every NaN becomes the one with the quiet bit alone.</summary>
    public void WriteDouble(double value)
    {
        Span<byte> span = _buffer.GetSpan(9);
        span[0] = 0xfb;
        long bits = double.IsNaN(value) ? 0x7ff8_0000_0000_0000 : BitConverter.DoubleToInt64Bits(value);
        BinaryPrimitives.WriteInt64BigEndian(span[1..], bits);
        _buffer.Advance(9);
    }

    /// <summary>Writes a byte string.</summary>
    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        WriteHead(0x40, (ulong)value.Length);
        _buffer.Write(value);
    }

    /// <summary>Opens a list; exactly <paramref name="count"/> values follow.</summary>
    public void WriteListHead(int count) => WriteHead(0x80, (ulong)count);

    /// <summary>Opens a map; exactly <paramref name="count"/> pairs of key (a byte string) and value follow, keys sorted.</summary>
    public void WriteMapHead(int count) => WriteHead(0xa0, (ulong)count);

    /// <summary>Copies a value that is already encoded.</summary>
    public void WriteEncoded(ReadOnlySpan<byte> encoded) => _buffer.Write(encoded);

    private void WriteByte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    private void WriteHead(byte major, ulong argument)
    {
        Span<byte> span = _buffer.GetSpan(9);
        switch (argument)
        {
            case < 24:
                span[0] = (byte)(major | (byte)argument);
                _buffer.Advance(1);
                break;
            case <= byte.MaxValue:
                span[0] = (byte)(major | 24);
                span[1] = (byte)argument;
                _buffer.Advance(2);
                break;
            case <= ushort.MaxValue:
                span[0] = (byte)(major | 25);
                BinaryPrimitives.WriteUInt16BigEndian(span[1..], (ushort)argument);
                _buffer.Advance(3);
                break;
            case <= uint.MaxValue:
                span[0] = (byte)(major | 26);
                BinaryPrimitives.WriteUInt32BigEndian(span[1..], (uint)argument);
                _buffer.Advance(5);
                break;
            default:
                span[0] = (byte)(major | 27);
                BinaryPrimitives.WriteUInt64BigEndian(span[1..], argument);
                _buffer.Advance(9);
                break;
        }
    }
}
