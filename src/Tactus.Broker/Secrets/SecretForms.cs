using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace Tactus.Broker.Secrets;

/// <summary>The forms in which a secret's value can come back: as it is, and in the encodings that programs put text into.</summary>
internal static class SecretForms
{
    /// <summary>Every form, as bytes; some may be equal.</summary>
    public static IEnumerable<byte[]> Of(string value)
    {
        byte[] raw = Encoding.UTF8.GetBytes(value);
        yield return raw;
        yield return [.. Enumerable.Reverse(raw)];
        yield return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(raw));
        yield return Encoding.ASCII.GetBytes(Convert.ToHexString(raw));
        foreach (string text in TextForms(value, raw).Concat(Base64Forms(raw)))
        {
            yield return Encoding.UTF8.GetBytes(text);
        }
    }

    private static IEnumerable<string> TextForms(string value, byte[] raw)
    {
        string percent = Uri.EscapeDataString(value);
        yield return percent;
        yield return LowerEscapes(percent);
        string form = WebUtility.UrlEncode(value);
        yield return form;
        yield return LowerEscapes(form);
        string everyByte = string.Concat(raw.Select(part => $"%{part:X2}"));
        yield return everyByte;
        yield return everyByte.ToLowerInvariant();
        yield return JavaScriptEncoder.Default.Encode(value);
        string relaxed = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value);
        yield return relaxed;
        yield return relaxed.Replace("/", "\\/", StringComparison.Ordinal);
        yield return WebUtility.HtmlEncode(value);
    }

    // Base64 of a text that holds the secret depends on where in a group of three bytes it starts. The characters at both
    // ends mix in bits of the neighbours and are left out.
    private static IEnumerable<string> Base64Forms(byte[] raw)
    {
        for (int shift = 0; shift < 3; shift++)
        {
            string whole = Convert.ToBase64String([.. new byte[shift], .. raw]);
            int first = ((shift * 8) + 5) / 6;
            int last = (shift + raw.Length) * 8 / 6;
            string sure = whole[first..last];
            yield return sure;
            yield return sure.Replace('+', '-').Replace('/', '_');
        }
    }

    private static string LowerEscapes(string escaped)
    {
        var text = new StringBuilder(escaped);
        for (int i = 0; i + 2 < text.Length; i++)
        {
            if (text[i] == '%')
            {
                text[i + 1] = char.ToLowerInvariant(text[i + 1]);
                text[i + 2] = char.ToLowerInvariant(text[i + 2]);
                i += 2;
            }
        }

        return text.ToString();
    }
}
