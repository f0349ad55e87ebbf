using System.Text;

namespace Tactus.Protocol.Values;

/// <summary>One value of the Tactus value model, as an immutable tree. Equal values have equal encodings.</summary>
public abstract class Value : IEquatable<Value>
{
    /// <summary>The value null.</summary>
    public static Value Null { get; } = new NullValue();

    /// <summary>The value true.</summary>
    public static Value True { get; } = new BoolValue(true);

    /// <summary>The value false.</summary>
    public static Value False { get; } = new BoolValue(false);

    /// <summary>The map without entries.</summary>
    public static MapValue EmptyMap { get; } = new([]);

    /// <summary>The list without items.</summary>
    public static ListValue EmptyList { get; } = new([]);

    /// <summary>The value's kind.</summary>
    public abstract ValueKind Kind { get; }

    /// <summary>The UTF-8 bytes of a text.</summary>
    public static Value Of(string text) => new BytesValue(Encoding.UTF8.GetBytes(text));

    /// <summary>An integer.</summary>
    public static Value Of(long value) => new IntegerValue(value);

    /// <summary>A double.</summary>
    public static Value Of(double value) => new DoubleValue(value);

    /// <summary>A bool.</summary>
    public static Value Of(bool value) => value ? True : False;

    /// <summary>Bytes; the array is not copied and must not change.</summary>
    public static Value Of(byte[] bytes) => new BytesValue(bytes);

    /// <summary>A list.</summary>
    public static ListValue ListOf(params IReadOnlyList<Value> items) => new(items);

    /// <summary>A map with text keys, in any order.</summary>
    /// <exception cref="ArgumentException">A key stands twice.</exception>
    public static MapValue MapOf(params IReadOnlyList<(string Key, Value Value)> entries) =>
        MapValue.FromUnsorted(entries.Select(entry => new KeyValuePair<byte[], Value>(Encoding.UTF8.GetBytes(entry.Key), entry.Value)));

    /// <summary>Reads a value from its deterministic encoding.</summary>
    /// <exception cref="ValueFormatException">The bytes are not exactly one value, or break a limit.</exception>
    public static Value Decode(ReadOnlySpan<byte> encoded, ValueLimits? limits = null)
    {
        var reader = new CborReader(encoded, limits ?? ValueLimits.Default);
        Value value = Read(ref reader, 1);
        return reader.AtEnd ? value : throw new ValueFormatException("bytes follow the value");
    }

    /// <summary>The deterministic encoding.</summary>
    public byte[] Encode()
    {
        var writer = new CborWriter();
        WriteTo(writer);
        return writer.Written.ToArray();
    }

    /// <summary>Writes the deterministic encoding.</summary>
    public abstract void WriteTo(CborWriter writer);

    /// <inheritdoc/>
    public bool Equals(Value? other) =>
        other is not null && (ReferenceEquals(this, other) || (Kind == other.Kind && Encode().AsSpan().SequenceEqual(other.Encode())));

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as Value);

    /// <inheritdoc/>
    public sealed override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Encode());
        return hash.ToHashCode();
    }

    /// <summary>The JSON view, for people and messages.</summary>
    public sealed override string ToString() => ValueJson.ToJson(this);

    private static Value Read(ref CborReader reader, int depth)
    {
        if (depth > reader.MaxDepth)
        {
            throw new ValueFormatException($"the value is nested deeper than {reader.MaxDepth} levels");
        }

        ValueHead head = reader.ReadHead();
        switch (head.Kind)
        {
            case ValueKind.Null:
                return Null;
            case ValueKind.Bool:
                return Of(head.Bool);
            case ValueKind.Integer:
                return new IntegerValue(head.Integer);
            case ValueKind.Double:
                return new DoubleValue(head.Double);
            case ValueKind.Bytes:
                return new BytesValue(reader.ReadBytes(head.Count).ToArray());
            case ValueKind.List:
                var items = new Value[head.Count];
                for (int i = 0; i < items.Length; i++)
                {
                    items[i] = Read(ref reader, depth + 1);
                }

                return new ListValue(items);
            default:
                var entries = new KeyValuePair<byte[], Value>[head.Count];
                ReadOnlySpan<byte> previous = default;
                for (int i = 0; i < entries.Length; i++)
                {
                    previous = reader.ReadKey(previous, i == 0);
                    byte[] key = previous.ToArray();
                    entries[i] = new KeyValuePair<byte[], Value>(key, Read(ref reader, depth + 1));
                }

                return new MapValue(entries);
        }
    }
}
