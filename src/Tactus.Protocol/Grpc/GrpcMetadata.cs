using System.Collections;

namespace Tactus.Protocol.Grpc;

/// <summary>Names and values that travel beside a message. Names are lower case; one that ends in <c>-bin</c> has a base64 value.</summary>
/// <remarks>Not thread-safe while it is being filled.</remarks>
public sealed class GrpcMetadata : IReadOnlyList<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _entries = [];
    private readonly bool _frozen;

    /// <summary>Metadata without entries, to be filled.</summary>
    public GrpcMetadata()
    {
    }

    private GrpcMetadata(bool frozen) => _frozen = frozen;

    /// <summary>Metadata that stay empty.</summary>
    public static GrpcMetadata Empty { get; } = new(frozen: true);

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <inheritdoc/>
    public KeyValuePair<string, string> this[int index] => _entries[index];

    /// <summary>Adds a text entry.</summary>
    /// <exception cref="ArgumentException">The name or the value cannot stand in a header, or the name is gRPC's own.</exception>
    /// <exception cref="InvalidOperationException">These are the metadata that stay empty.</exception>
    public void Add(string name, string value)
    {
        if (_frozen)
        {
            throw new InvalidOperationException("these metadata are shared and stay empty");
        }

        if (!IsName(name) || GrpcHeaders.IsReserved(name))
        {
            throw new ArgumentException($"'{name}' is no name for metadata", nameof(name));
        }

        if (value.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0)
        {
            throw new ArgumentException("a value holds a character that is not printable ASCII", nameof(value));
        }

        _entries.Add(new KeyValuePair<string, string>(name, value));
    }

    /// <summary>Adds a binary entry; the name must end in <c>-bin</c>.</summary>
    /// <exception cref="ArgumentException">The name does not end so, or cannot stand in a header.</exception>
    public void Add(string name, ReadOnlySpan<byte> value)
    {
        if (!name.EndsWith("-bin", StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{name}' does not end in -bin", nameof(name));
        }

        Add(name, GrpcBinaryHeader.Encode(value));
    }

    /// <summary>The first value of a name, or null.</summary>
    public string? Get(string name)
    {
        foreach (KeyValuePair<string, string> entry in _entries)
        {
            if (entry.Key == name)
            {
                return entry.Value;
            }
        }

        return null;
    }

    /// <summary>The first value of a name that ends in <c>-bin</c>; null when there is none or it is not base64.</summary>
    public byte[]? GetBinary(string name) => Get(name) is { } value && GrpcBinaryHeader.TryDecode(value, out byte[]? bytes) ? bytes : null;

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void AddReceived(string name, string value) => _entries.Add(new KeyValuePair<string, string>(name, value));

    private static bool IsName(string name) =>
        name.Length > 0 && name.All(static one => char.IsAsciiLetterLower(one) || char.IsAsciiDigit(one) || one is '-' or '_' or '.');
}
