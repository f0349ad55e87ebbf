using System.Text;
using Tactus.Configuration.Problems;
using Tactus.Protocol;

namespace Tactus.Configuration.Yaml;

/// <summary>Turns the bytes of a configuration file into text, and refuses what could show a person something else than it says.</summary>
internal static class SourceText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes.</summary>
    /// <exception cref="TactusException">TAC4002: not UTF-8, or a control or direction character.</exception>
    public static string Decode(string file, ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        string text;
        try
        {
            text = Strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            var line = bytes[..Math.Clamp(e.Index, 0, bytes.Length)].Count((byte)'\n') + 1;
            throw new TactusException(
                ProblemCodes.BadText, "The file is not valid UTF-8.", "Save it as UTF-8.", file, line, inner: e);
        }

        var at = FindDeceptive(text);
        if (at >= 0)
        {
            var (line, column) = PlaceOf(text, at);
            throw new TactusException(
                ProblemCodes.BadText,
                $"The file contains the control character U+{(int)text[at]:X4}, which could make it show something else than it says.",
                "Remove the character.",
                file,
                line,
                column);
        }

        return text;
    }

    /// <summary>Index of the first character that a terminal or an editor obeys instead of showing, or -1.</summary>
    public static int FindDeceptive(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsDeceptive(text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsDeceptive(char c) => c switch
    {
        '\t' or '\n' or '\r' => false,
        < ' ' or (>= '\u007f' and <= '\u009f') => true,
        '\u061c' or '\u200e' or '\u200f' or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069') => true,
        _ => false,
    };

    private static (int Line, int Column) PlaceOf(string text, int at)
    {
        var before = text.AsSpan(0, at);
        return (before.Count('\n') + 1, at - before.LastIndexOf('\n'));
    }
}
