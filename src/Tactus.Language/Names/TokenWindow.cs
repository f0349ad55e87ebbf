using System.Text;

namespace Tactus.Language.Names;

/// <summary>The last few tokens, enough to see what a declaration is assigned to: <c>, name &lt;const&gt; =</c>.</summary>
internal ref struct TokenWindow(ReadOnlySpan<byte> source)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private SourceToken _sixth;
    private SourceToken _fifth;
    private SourceToken _fourth;
    private SourceToken _third;
    private SourceToken _second;
    private SourceToken _last;

    /// <summary>Adds a token and forgets the oldest.</summary>
    public void Push(SourceToken token) =>
        (_sixth, _fifth, _fourth, _third, _second, _last) = (_fifth, _fourth, _third, _second, _last, token);

    /// <summary>The variable that the next expression is assigned to; empty for none, several, or a field of a table.</summary>
    public readonly string AssignedName()
    {
        if (!_last.IsSymbol(_source, '='))
        {
            return "";
        }

        bool hasAttribute = _second.IsSymbol(_source, '>') && _third.Kind == SourceTokenKind.Name && _fourth.IsSymbol(_source, '<');
        SourceToken name = hasAttribute ? _fifth : _second;
        SourceToken before = hasAttribute ? _sixth : _third;
        bool isPlain = name.Kind == SourceTokenKind.Name
            && !before.IsSymbol(_source, '.')
            && !before.IsSymbol(_source, ':')
            && !before.IsSymbol(_source, ',');
        return isPlain ? Encoding.ASCII.GetString(_source.Slice(name.Start, name.Length)) : "";
    }
}
