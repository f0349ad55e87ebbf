using Tactus.Syntax.Tokens;

namespace Tactus.Syntax.Formatting;

/// <summary>Whether a space stands between two tokens of one line.</summary>
internal static class Spacing
{
    /// <summary>Decides.</summary>
    /// <param name="source">The source.</param>
    /// <param name="left">The token before.</param>
    /// <param name="leftRole">Its role.</param>
    /// <param name="right">The token after.</param>
    /// <param name="rightRole">Its role.</param>
    public static bool Between(ReadOnlySpan<byte> source, Token left, TokenRole leftRole, Token right, TokenRole rightRole)
    {
        if (right.Kind == TokenKind.CloseBracket && left.Kind == TokenKind.String && source[left.Start] == '[')
        {
            return true;
        }

        if (left.Kind is TokenKind.OpenParenthesis or TokenKind.Dot or TokenKind.Colon or TokenKind.DoubleColon
            || right.Kind is TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.Comma or TokenKind.Semicolon or TokenKind.Dot or TokenKind.Colon)
        {
            // "::a::" has no space inside, and one on either side.
            return left.Kind == TokenKind.DoubleColon && right.Kind != TokenKind.Name && right.Kind != TokenKind.Semicolon;
        }

        if (right.Kind == TokenKind.DoubleColon)
        {
            return left.Kind != TokenKind.Name || rightRole.HasFlag(TokenRole.BeginsStatement);
        }

        if (left.Kind == TokenKind.OpenBracket)
        {
            return source[right.Start] == '[';
        }

        if (leftRole.HasFlag(TokenRole.IsAttribute) || rightRole.HasFlag(TokenRole.IsAttribute))
        {
            return left.Kind != TokenKind.Less && right.Kind != TokenKind.Greater;
        }

        if (leftRole.HasFlag(TokenRole.IsUnary) && left.Kind != TokenKind.Not)
        {
            // "- -x" must not become a comment, nor "~ ~=" another operator.
            return left.Kind == right.Kind || (left.Kind == TokenKind.Tilde && source[right.Start] == '=');
        }

        if (rightRole.HasFlag(TokenRole.BeginsArguments))
        {
            return right.Kind switch
            {
                TokenKind.OpenParenthesis => false,
                TokenKind.OpenBrace => !rightRole.HasFlag(TokenRole.Hugs),
                _ => left.End < right.Start,
            };
        }

        if (left.Kind == TokenKind.OpenBrace && leftRole.HasFlag(TokenRole.Hugs))
        {
            return false;
        }

        return right.Kind switch
        {
            TokenKind.OpenParenthesis => left.Kind is not TokenKind.Function && !EndsName(left, rightRole),
            TokenKind.OpenBracket => rightRole.HasFlag(TokenRole.BeginsEntry) || !EndsValue(left),
            TokenKind.CloseBrace => left.Kind != TokenKind.OpenBrace && !rightRole.HasFlag(TokenRole.Hugs),
            _ => true,
        };
    }

    // The parenthesis of parameters follows the function's name; that of a new statement or entry does not belong to what stands before.
    private static bool EndsName(Token left, TokenRole rightRole) =>
        left.Kind == TokenKind.Name && !rightRole.HasFlag(TokenRole.BeginsStatement) && !rightRole.HasFlag(TokenRole.BeginsEntry);

    private static bool EndsValue(Token left) =>
        left.Kind is TokenKind.Name or TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.CloseBrace or TokenKind.String;
}
