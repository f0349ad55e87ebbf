using Tactus.Syntax.Tokens;

namespace Tactus.Syntax.Parsing;

/// <summary>How strongly operators bind.</summary>
internal static class BinaryOperators
{
    /// <summary>How strongly a unary operator binds its operand.</summary>
    public const int Unary = 12;

    /// <summary>Whether a token is a unary operator.</summary>
    public static bool IsUnary(TokenKind kind) => kind is TokenKind.Not or TokenKind.Minus or TokenKind.Tilde or TokenKind.Hash;

    /// <summary>How strongly a binary operator binds to its left and to its right; 0 and 0 for a token that is none.</summary>
    public static (int Left, int Right) PriorityOf(TokenKind kind) => kind switch
    {
        TokenKind.Or => (1, 1),
        TokenKind.And => (2, 2),
        TokenKind.Less or TokenKind.Greater or TokenKind.LessOrEqual or TokenKind.GreaterOrEqual or TokenKind.Equal or TokenKind.NotEqual => (3, 3),
        TokenKind.Pipe => (4, 4),
        TokenKind.Tilde => (5, 5),
        TokenKind.Ampersand => (6, 6),
        TokenKind.ShiftLeft or TokenKind.ShiftRight => (7, 7),
        TokenKind.Concat => (9, 8),
        TokenKind.Plus or TokenKind.Minus => (10, 10),
        TokenKind.Star or TokenKind.Slash or TokenKind.DoubleSlash or TokenKind.Percent => (11, 11),
        TokenKind.Caret => (14, 13),
        _ => (0, 0),
    };
}
