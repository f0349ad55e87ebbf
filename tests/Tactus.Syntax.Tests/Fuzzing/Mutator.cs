using System.Text;
using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Syntax.Tests.Fuzzing;

/// <summary>Breaks programs, in tokens and in bytes.</summary>
internal sealed class Mutator(Random random)
{
    private static readonly string[] s_words =
    [
        "end", "then", "do", "local", "function", "return", "break", "goto", "if", "else", "elseif", "until", "repeat", "while", "for", "in", "not",
        "{", "}", "(", ")", "[", "]", "=", "==", "~=", ",", ";", ":", "::", ".", "..", "...", "+", "-", "#", "'", "\"", "[[", "]]", "[=[", "--", "--[[", "\\", "!", "&", "|",
        "0x", "1e", "3..2", "<const>", "<close>", "<", "x", "_ENV", "nil", "\0", "\u00e4", "\n", "\r", " ", "Agent {", "= Tool {", "\"\\q\"", "'\\300'", "'\\u{110000}'", "::a::", "goto a", "a = 1",
    ];

    /// <summary>A copy with one to four changes.</summary>
    public byte[] Mutate(byte[] source)
    {
        int changes = random.Next(1, 5);
        for (int i = 0; i < changes; i++)
        {
            source = random.Next(3) == 0 ? MutateBytes(source) : MutateTokens(source);
        }

        return source;
    }

    private byte[] MutateBytes(byte[] source)
    {
        int at = random.Next(source.Length + 1);
        switch (random.Next(4))
        {
            case 0:
                return source[..at];
            case 1 when source.Length > 0:
                byte[] flipped = [.. source];
                flipped[random.Next(source.Length)] = (byte)random.Next(256);
                return flipped;
            case 2:
                return [.. source[..at], (byte)random.Next(256), .. source[at..]];
            default:
                int end = Math.Min(source.Length, at + random.Next(20));
                return [.. source[..at], .. source[end..]];
        }
    }

    private byte[] MutateTokens(byte[] source)
    {
        SyntaxTree tree = SyntaxTree.Parse(source);
        Token one = tree.TokenAt(random.Next(tree.TokenCount));
        Token other = tree.TokenAt(random.Next(tree.TokenCount));
        byte[] word = Encoding.UTF8.GetBytes(s_words[random.Next(s_words.Length)]);
        return random.Next(4) switch
        {
            0 => [.. source[..one.Start], .. source[one.End..]],
            1 => [.. source[..one.Start], .. word, (byte)' ', .. source[one.Start..]],
            2 => [.. source[..one.Start], .. source[other.Start..other.End], .. source[one.End..]],
            _ => [.. source[..one.Start], .. source[other.Start..other.End], (byte)' ', .. source[one.Start..]],
        };
    }
}
