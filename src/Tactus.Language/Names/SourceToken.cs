namespace Tactus.Language.Names;

/// <summary>One token of Lua source.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Offset of its first byte.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Line">The line it ends on, counted from 1: the line that Lua remembers for it.</param>
internal readonly record struct SourceToken(SourceTokenKind Kind, int Start, int Length, int Line);
