using System.Globalization;
using System.Text;
using Tactus.Protocol.Values;

namespace Tactus.Broker.Secrets;

/// <summary>Takes the secrets of a run out of everything that leaves the broker: each known form becomes <c>[secret NAME]</c>.</summary>
/// <remarks>Immutable and thread-safe. Without secrets it costs nothing. docs/secrets.md lists the forms, and what cannot be recognised.</remarks>
public sealed class Redactor
{
    private readonly PatternSet _patterns;
    private readonly bool _hasNumbers;

    /// <summary>A redactor of these secrets.</summary>
    public Redactor(IEnumerable<Secret> secrets)
    {
        Secret[] known = [.. secrets];
        _patterns = new PatternSet(known.SelectMany(secret => SecretForms.Of(secret.Value).Select(form => new Pattern(form, secret))));
        _hasNumbers = known.Any(secret => double.TryParse(secret.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        IsEmpty = known.Length == 0;
    }

    /// <summary>The redactor that knows no secret.</summary>
    public static Redactor None { get; } = new([]);

    /// <summary>True when it knows no secret.</summary>
    public bool IsEmpty { get; }

    /// <summary>Bytes of the longest form; what a reader of a part must see on both sides of it.</summary>
    public int LongestForm => _patterns.Longest;

    /// <summary>True when a form of a secret stands in the bytes.</summary>
    public bool Matches(ReadOnlySpan<byte> bytes) => !IsEmpty && _patterns.IndexOf(bytes, 0, out _) >= 0;

    /// <summary>True when a form of a secret stands in the text.</summary>
    public bool Matches(string text) => !IsEmpty && Matches(Encoding.UTF8.GetBytes(text));

    /// <summary>How many characters at the end of a text could be the beginning of a form that goes on behind it: what a stream must hold back.</summary>
    public int BeginningAtEnd(string text)
    {
        if (IsEmpty)
        {
            return 0;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return Encoding.UTF8.GetCharCount(bytes.AsSpan(bytes.Length - _patterns.BeginningAtEnd(bytes)));
    }

    /// <summary>The bytes without secrets; the same memory when there was none.</summary>
    public ReadOnlyMemory<byte> Redact(ReadOnlyMemory<byte> bytes) => Matches(bytes.Span) ? Replace(bytes.Span) : bytes;

    /// <summary>The text without secrets; the same string when there was none.</summary>
    public string Redact(string text)
    {
        if (IsEmpty)
        {
            return text;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return Matches(bytes) ? Encoding.UTF8.GetString(Replace(bytes)) : text;
    }

    /// <summary>The value without secrets, encoded.</summary>
    public byte[] RedactAndEncode(Value value)
    {
        byte[] encoded = value.Encode();
        return IsEmpty || (!_hasNumbers && !Matches(encoded)) ? encoded : Redact(value).Encode();
    }

    /// <summary>The value without secrets, in strings, keys and numbers; the same tree when there was none.</summary>
    public Value Redact(Value value)
    {
        if (IsEmpty)
        {
            return value;
        }

        switch (value)
        {
            case BytesValue bytes:
                return Matches(bytes.Content.Span) ? Value.Of(Replace(bytes.Content.Span)) : bytes;
            case IntegerValue number:
                return RedactNumber(number, number.Content.ToString(CultureInfo.InvariantCulture));
            case DoubleValue number:
                return RedactNumber(number, number.Content.ToString("R", CultureInfo.InvariantCulture));
            case ListValue list:
                return RedactList(list);
            case MapValue map:
                return RedactMap(map);
            default:
                return value;
        }
    }

    /// <summary>Overwrites every form of a secret with asterisks and keeps the length, so that offsets stay true.</summary>
    public void Mask(Span<byte> bytes)
    {
        int at = Find(bytes, 0, out Pattern? found);
        while (at >= 0)
        {
            int start = at;
            at = FindAfter(bytes, at, found!, out int end, out found);
            bytes[start..end].Fill((byte)'*');
        }
    }

    // Forms may overlap: the end of one secret can be the beginning of another. The whole overlap ends at `end`; the result is
    // where the next form stands behind it.
    private int FindAfter(ReadOnlySpan<byte> bytes, int at, Pattern first, out int end, out Pattern? found)
    {
        end = at + first.Bytes.Length;
        int next = Find(bytes, at + 1, out found);
        while (next >= 0 && next < end)
        {
            end = Math.Max(end, next + found!.Bytes.Length);
            next = Find(bytes, next + 1, out found);
        }

        return next;
    }

    private int Find(ReadOnlySpan<byte> bytes, int start, out Pattern? found)
    {
        found = null;
        return IsEmpty ? -1 : _patterns.IndexOf(bytes, start, out found);
    }

    private byte[] Replace(ReadOnlySpan<byte> bytes)
    {
        var output = new MemoryStream(bytes.Length);
        int copied = 0;
        int at = Find(bytes, 0, out Pattern? found);
        while (at >= 0)
        {
            output.Write(bytes[copied..at]);
            output.Write(Encoding.UTF8.GetBytes(found!.Secret.ToString()));
            at = FindAfter(bytes, at, found, out copied, out found);
        }

        output.Write(bytes[copied..]);
        return output.ToArray();
    }

    private Value RedactNumber(Value number, string text)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        return Matches(bytes) ? Value.Of(Replace(bytes)) : number;
    }

    private ListValue RedactList(ListValue list)
    {
        Value[] items = [.. list.Items.Select(Redact)];
        return items.Where((item, index) => !ReferenceEquals(item, list.Items[index])).Any() ? new ListValue(items) : list;
    }

    private MapValue RedactMap(MapValue map)
    {
        bool changed = false;
        var entries = new List<KeyValuePair<byte[], Value>>(map.Count);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (KeyValuePair<byte[], Value> entry in map.Entries)
        {
            byte[] key = Matches(entry.Key) ? Replace(entry.Key) : entry.Key;
            for (int copy = 2; !keys.Add(Convert.ToHexString(key)); copy++)
            {
                key = [.. Replace(entry.Key), .. Encoding.ASCII.GetBytes($" {copy}")];
            }

            Value value = Redact(entry.Value);
            changed |= !ReferenceEquals(key, entry.Key) || !ReferenceEquals(value, entry.Value);
            entries.Add(new KeyValuePair<byte[], Value>(key, value));
        }

        return changed ? MapValue.FromUnsorted(entries) : map;
    }
}
