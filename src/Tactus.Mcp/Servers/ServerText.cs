using System.Text;
using Tactus.Broker.Secrets;

namespace Tactus.Mcp.Servers;

/// <summary>What a server said of itself, cut so that an error can hold it.</summary>
internal static class ServerText
{
    private const int Longest = 1000;

    /// <summary>The end of a standard error that may have been cut at its beginning.</summary>
    /// <param name="tail">The bytes.</param>
    /// <param name="redactor">Knows the run's secrets.</param>
    public static string OfTail(byte[] tail, Redactor redactor)
    {
        // The first of the bytes may be the end of a secret, which no redactor would know.
        string text = redactor.Redact(Encoding.UTF8.GetString(tail.AsSpan(redactor.IsEmpty ? 0 : Math.Min(tail.Length, redactor.LongestForm)))).Trim();
        return text.Length <= Longest ? text : "…" + text[^Longest..];
    }

    /// <summary>The beginning of a text, cut after secrets were taken out of it: half of one would not be known any more.</summary>
    /// <param name="text">The text.</param>
    /// <param name="redactor">Knows the run's secrets.</param>
    public static string Shorten(string text, Redactor redactor)
    {
        string shown = redactor.Redact(text);
        return shown.Length <= Longest ? shown : shown[..Longest] + "…";
    }

    /// <summary>A text that may have been cut at its end: what could be the beginning of a secret is left out.</summary>
    public static string OfBeginning(string text, Redactor redactor)
    {
        string shown = redactor.Redact(text);
        return shown[..^redactor.BeginningAtEnd(shown)];
    }
}
