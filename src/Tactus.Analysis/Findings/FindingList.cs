using Tactus.Analysis.Sources;
using Tactus.Syntax.Errors;
using Tactus.Syntax.Tokens;

namespace Tactus.Analysis.Findings;

/// <summary>Gathers the findings of one source, up to a bound.</summary>
internal sealed class FindingList(CheckedSource source)
{
    /// <summary>Most findings of one source.</summary>
    public const int Most = 1000;

    private readonly List<(int Offset, int Line, FindingKind Kind, string Message, string Mend)> _found = [];
    private bool _hasMore;

    /// <summary>Whether further findings are dropped, so that a check may stop.</summary>
    public bool IsFull => _hasMore;

    /// <summary>Adds a finding at a token.</summary>
    public void Add(FindingKind kind, Token at, string message, string mend)
    {
        if (_found.Count == Most)
        {
            _hasMore = true;
            return;
        }

        _found.Add((at.Start, at.Line, kind, message, mend));
    }

    /// <summary>The findings by place.</summary>
    public IEnumerable<Finding> Sorted()
    {
        var columns = new ColumnCounter(source.Tree.Source);

        // What the parser made of a wrong line is a guess; a second finding there would be about the guess.
        HashSet<int> wrong = [.. source.Tree.Errors.Select(error => error.Line)];
        _found.RemoveAll(found => wrong.Contains(found.Line));
        foreach (SyntaxError error in source.Tree.Errors)
        {
            Token place = new(TokenKind.Unknown, error.Offset, error.Offset, error.Line, error.Line);
            _found.Add((place.Start, place.Line, FindingKind.Syntax, error.Message, error.Mend ?? "look at this place and just before it"));
        }

        foreach ((int offset, int line, FindingKind kind, string message, string mend) in _found.OrderBy(found => found.Offset).ThenBy(found => found.Kind.Code, StringComparer.Ordinal))
        {
            yield return new Finding(kind, source.File, line, columns.ColumnOf(offset), message, mend);
        }

        if (_hasMore)
        {
            yield return new Finding(FindingKind.More, source.File, 0, 0, $"there is more to find; the first {Most} are shown", "mend these first");
        }
    }
}
