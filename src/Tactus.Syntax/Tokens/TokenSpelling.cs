using System.Text;

namespace Tactus.Syntax.Tokens;

/// <summary>How kinds of token are spelled, and which words are keywords.</summary>
internal static class TokenSpelling
{
    private const int ShortestKeyword = 2;
    private const int LongestKeyword = 8;

    private static readonly string[] s_spellings =
    [
        "<eof>", "<name>", "<number>", "<string>", "<unknown>",
        "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil", "not", "or",
        "repeat", "return", "then", "true", "until", "while",
        "+", "-", "*", "/", "//", "%", "^", "#", "&", "~", "|", "<<", ">>", "==", "~=", "<=", ">=", "<", ">", "=",
        "(", ")", "{", "}", "[", "]", "::", ";", ":", ",", ".", "..", "...",
    ];

    private static readonly byte[][] s_keywords =
        [.. s_spellings[(int)TokenKind.And..((int)TokenKind.While + 1)].Select(Encoding.ASCII.GetBytes)];

    // First letter -> the first keyword with it and the one after the last.
    private static readonly (byte First, byte End)[] s_byLetter = MakeIndex();

    /// <summary>The spelling, or <c>&lt;name&gt;</c> and the like for kinds with many.</summary>
    public static string Of(TokenKind kind) => s_spellings[(int)kind];

    /// <summary>Whether the kind is a keyword.</summary>
    public static bool IsKeyword(TokenKind kind) => kind is >= TokenKind.And and <= TokenKind.While;

    /// <summary>The keyword that a word is, or <see cref="TokenKind.Name"/>.</summary>
    public static TokenKind KindOfWord(ReadOnlySpan<byte> word)
    {
        int letter = word[0] - 'a';
        if (word.Length is < ShortestKeyword or > LongestKeyword || (uint)letter >= (uint)s_byLetter.Length)
        {
            return TokenKind.Name;
        }

        (byte first, byte end) = s_byLetter[letter];
        for (int i = first; i < end; i++)
        {
            if (word.SequenceEqual(s_keywords[i]))
            {
                return TokenKind.And + (byte)i;
            }
        }

        return TokenKind.Name;
    }

    private static (byte First, byte End)[] MakeIndex()
    {
        var index = new (byte First, byte End)['z' - 'a' + 1];
        for (int i = s_keywords.Length - 1; i >= 0; i--)
        {
            int letter = s_keywords[i][0] - 'a';
            index[letter] = ((byte)i, index[letter].End == 0 ? (byte)(i + 1) : index[letter].End);
        }

        return index;
    }
}
