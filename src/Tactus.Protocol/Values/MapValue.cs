using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Tactus.Protocol.Values;

/// <summary>A map from byte strings to values, kept in the order of <see cref="CborWriter.CompareKeys"/>.</summary>
public sealed class MapValue : Value
{
    private readonly KeyValuePair<byte[], Value>[] _entries;

    internal MapValue(KeyValuePair<byte[], Value>[] sorted) => _entries = sorted;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Map;

    /// <summary>The entries in key order.</summary>
    public IReadOnlyList<KeyValuePair<byte[], Value>> Entries => _entries;

    /// <summary>Number of entries.</summary>
    public int Count => _entries.Length;

    /// <summary>A map from entries in any order.</summary>
    /// <exception cref="ArgumentException">A key stands twice.</exception>
    public static MapValue FromUnsorted(IEnumerable<KeyValuePair<byte[], Value>> entries)
    {
        KeyValuePair<byte[], Value>[] sorted = [.. entries];
        Array.Sort(sorted, static (left, right) => CborWriter.CompareKeys(left.Key, right.Key));
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i - 1].Key.AsSpan().SequenceEqual(sorted[i].Key))
            {
                throw new ArgumentException($"the key '{Encoding.UTF8.GetString(sorted[i].Key)}' stands twice", nameof(entries));
            }
        }

        return new MapValue(sorted);
    }

    /// <summary>The value of a text key; false when there is none.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out Value? value) => TryGet(Encoding.UTF8.GetBytes(key), out value);

    /// <summary>The value of a key; false when there is none.</summary>
    public bool TryGet(ReadOnlySpan<byte> key, [NotNullWhen(true)] out Value? value)
    {
        int low = 0;
        int high = _entries.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = CborWriter.CompareKeys(_entries[middle].Key, key);
            if (order == 0)
            {
                value = _entries[middle].Value;
                return true;
            }

            if (order < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        value = null;
        return false;
    }

    /// <summary>The text of a text key; null when there is none, or what is there is no text of UTF-8.</summary>
    public string? FindText(string key) => TryGet(key, out Value? value) && value is BytesValue bytes && bytes.TryGetText(out string text) ? text : null;

    /// <inheritdoc/>
    public override void WriteTo(CborWriter writer)
    {
        writer.WriteMapHead(_entries.Length);
        foreach (KeyValuePair<byte[], Value> entry in _entries)
        {
            writer.WriteBytes(entry.Key);
            entry.Value.WriteTo(writer);
        }
    }
}
