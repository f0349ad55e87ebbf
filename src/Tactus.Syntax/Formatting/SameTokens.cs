using Tactus.Syntax.Errors;
using Tactus.Syntax.Tokens;

namespace Tactus.Syntax.Formatting;

/// <summary>Sees whether two sources differ in white space alone.</summary>
internal static class SameTokens
{
    /// <summary>True when both have the same tokens and the same comments in the same order.</summary>
    public static bool AreIn(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
    {
        var leftErrors = new ErrorList(left);
        var rightErrors = new ErrorList(right);
        var leftLexer = new Lexer(left, leftErrors);
        var rightLexer = new Lexer(right, rightErrors);
        int leftEnd = Preamble.Length(left.Span);
        int rightEnd = Preamble.Length(right.Span);
        var leftComments = new List<Comment>();
        var rightComments = new List<Comment>();
        while (true)
        {
            Token one = leftLexer.Next();
            Token other = rightLexer.Next();
            CommentReader.Read(left.Span, leftEnd, one.Start, leftComments);
            CommentReader.Read(right.Span, rightEnd, other.Start, rightComments);
            if (one.Kind != other.Kind || !one.Text(left.Span).SequenceEqual(other.Text(right.Span)) || !AreSame(left.Span, leftComments, right.Span, rightComments))
            {
                return false;
            }

            if (one.Kind == TokenKind.EndOfFile)
            {
                return leftErrors.Errors.Count == 0 && rightErrors.Errors.Count == 0;
            }

            leftEnd = one.End;
            rightEnd = other.End;
        }
    }

    private static bool AreSame(ReadOnlySpan<byte> left, List<Comment> leftComments, ReadOnlySpan<byte> right, List<Comment> rightComments)
    {
        if (leftComments.Count != rightComments.Count)
        {
            return false;
        }

        for (int i = 0; i < leftComments.Count; i++)
        {
            if (!left[leftComments[i].Start..leftComments[i].End].SequenceEqual(right[rightComments[i].Start..rightComments[i].End]))
            {
                return false;
            }
        }

        return true;
    }
}
