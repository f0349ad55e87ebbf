namespace Tactus.Language.Names;

/// <summary>One token of Lua source.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Offset of its first byte.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Line">The line it ends on, counted from 1: the line that Lua remembers for it.</param>
internal readonly record struct SourceToken(SourceTokenKind Kind, int Start, int Length, int Line)
{
    /// <summary>Whether it is this one character.</summary>
    public bool IsSymbol(ReadOnlySpan<byte> source, char symbol) => Kind == SourceTokenKind.Symbol && source[Start] == symbol;

    /// <summary>Whether it is this name.</summary>
    public bool IsName(ReadOnlySpan<byte> source, ReadOnlySpan<byte> name) =>
        Kind == SourceTokenKind.Name && source.Slice(Start, Length).SequenceEqual(name);
}
