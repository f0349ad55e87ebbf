namespace Tactus.Protocol.Values;

/// <summary>What <see cref="CborReader.ReadHead"/> read: a scalar, or the size of what follows.</summary>
public readonly struct ValueHead
{
    private readonly long _bits;

    private ValueHead(ValueKind kind, long bits)
    {
        Kind = kind;
        _bits = bits;
    }

    /// <summary>The value's kind.</summary>
    public ValueKind Kind { get; }

    /// <summary>For Bytes: their number. For List: items. For Map: pairs.</summary>
    public int Count => (int)_bits;

    /// <summary>For Bool.</summary>
    public bool Bool => _bits != 0;

    /// <summary>For Integer.</summary>
    public long Integer => _bits;

    /// <summary>For Double.</summary>
    public double Double => BitConverter.Int64BitsToDouble(_bits);

    internal static ValueHead OfNull() => new(ValueKind.Null, 0);

    internal static ValueHead OfBool(bool value) => new(ValueKind.Bool, value ? 1 : 0);

    internal static ValueHead OfInteger(long value) => new(ValueKind.Integer, value);

    internal static ValueHead OfDouble(double value) => new(ValueKind.Double, BitConverter.DoubleToInt64Bits(value));

    internal static ValueHead OfCount(ValueKind kind, int count) => new(kind, count);
}
