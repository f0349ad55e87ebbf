using System.Security.Cryptography;
using System.Text;

namespace Tactus.EndToEnd.Tests.Security.Support;

/// <summary>A random secret and every form in which it is looked for. The forms are written down here anew, not taken from the program.</summary>
internal sealed class Canary
{
    private const int Bytes = 32;
    private readonly List<(string Form, byte[] Text)> _forms;

    /// <summary>Makes one of 32 random bytes, as base64 text: letters, digits and characters that every encoding changes.</summary>
    public Canary()
    {
        // A slash and a plus in it always, whatever chance says.
        Value = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)).TrimEnd('=') + "/+";
        byte[] raw = Encoding.UTF8.GetBytes(Value);
        _forms =
        [
            ("plain", raw),
            ("reversed", [.. Enumerable.Reverse(raw)]),
            ("hexadecimal", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(raw))),
            ("HEXADECIMAL", Encoding.ASCII.GetBytes(Convert.ToHexString(raw))),
            ("percent", Encoding.ASCII.GetBytes(Uri.EscapeDataString(Value))),
            ("base64", Encoding.ASCII.GetBytes(Convert.ToBase64String(raw)[..(raw.Length / 3 * 4)])),
            ("base64 at the second byte", Encoding.ASCII.GetBytes(Convert.ToBase64String([0, .. raw])[4..44])),
            ("base64 at the third byte", Encoding.ASCII.GetBytes(Convert.ToBase64String([0, 0, .. raw])[4..44])),
            ("UTF-16", Encoding.Unicode.GetBytes(Value)),
        ];
    }

    /// <summary>The secret.</summary>
    public string Value { get; }

    /// <summary>An answer that holds the secret in every form, cut through the middle of the plain one between two chunks.</summary>
    public WireAnswer Echo()
    {
        byte[] raw = Encoding.UTF8.GetBytes(Value);
        string half = Value[..(Value.Length / 2)];
        string reversed = new([.. Value.Reverse()]);
        return WireAnswer.Json(
            "{\"split\":\"" + half,
            Value[half.Length..] + $$"""
            ","plain":"token is {{Value}}, yes","base64":"{{Convert.ToBase64String(raw)}}","inside":"{{Convert.ToBase64String([1, .. raw, 2])}}",
            "hex":"{{Convert.ToHexStringLower(raw)}}","HEX":"{{Convert.ToHexString(raw)}}","url":"{{Uri.EscapeDataString(Value)}}",
            "reversed":"{{reversed}}","{{Value}}":"as a key"}
            """);
    }

    /// <summary>The forms in which the secret stands in some bytes.</summary>
    public IEnumerable<string> FormsIn(byte[] bytes) => _forms.Where(form => bytes.AsSpan().IndexOf(form.Text) >= 0).Select(form => form.Form);
}
