using System.Text;
using Tactus.Protocol.Values;

namespace Tactus.Testing.Reports;

/// <summary>Reads what a guest said. It is untrusted: what is missing or of another type counts as not said, and long text is cut.</summary>
internal static class GuestText
{
    private const int Longest = 16 * 1024;

    public static string? Of(MapValue map, string key)
    {
        if (!map.TryGet(key, out Value? value) || value is not BytesValue bytes)
        {
            return null;
        }

        string text = Encoding.UTF8.GetString(bytes.Content.Span);
        return text.Length <= Longest ? text : text[..Longest] + "…";
    }

    public static double Number(MapValue map, string key) => map.TryGet(key, out Value? value)
        ? value switch
        {
            IntegerValue integer => integer.Content,
            DoubleValue number => number.Content,
            _ => 0,
        }
        : 0;
}
