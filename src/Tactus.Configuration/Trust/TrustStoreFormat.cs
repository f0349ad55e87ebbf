using System.Globalization;
using System.Text.Json;

namespace Tactus.Configuration.Trust;

/// <summary>The trust store's JSON: <c>{"version": 1, "trusted": [{"path", "sha256", "trusted_at"}]}</c>.</summary>
internal static class TrustStoreFormat
{
    private const int Version = 1;
    private const int HashLength = 64;

    /// <summary>Writes the store.</summary>
    public static byte[] Write(IEnumerable<TrustRecord> records)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", Version);
            writer.WriteStartArray("trusted");
            foreach (var record in records)
            {
                writer.WriteStartObject();
                writer.WriteString("path", record.Path);
                writer.WriteString("sha256", record.Sha256);
                writer.WriteString("trusted_at", record.TrustedAt.ToString("O", CultureInfo.InvariantCulture));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Reads the store.</summary>
    /// <exception cref="FormatException">It is not a store of this version; the message is the end of a sentence.</exception>
    public static List<TrustRecord> Read(Stream stream)
    {
        try
        {
            using var document = JsonDocument.Parse(stream, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var root = document.RootElement;
            if (root.GetProperty("version").GetInt32() is var version and not Version)
            {
                throw new FormatException($"has the version {version}, which this Tactus does not know");
            }

            return [.. root.GetProperty("trusted").EnumerateArray().Select(ReadRecord)];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("is damaged", e);
        }
    }

    private static TrustRecord ReadRecord(JsonElement element)
    {
        var path = element.GetProperty("path").GetString();
        var hash = element.GetProperty("sha256").GetString();
        return path is ['/', ..] && hash is { Length: HashLength } && hash.All(char.IsAsciiHexDigitLower)
            ? new TrustRecord(path, hash, element.GetProperty("trusted_at").GetDateTimeOffset())
            : throw new FormatException("has an entry without a path or a hash");
    }
}
