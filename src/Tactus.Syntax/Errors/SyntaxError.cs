namespace Tactus.Syntax.Errors;

/// <summary>A place where source text is not Lua.</summary>
/// <param name="Offset">Offset of the first byte that is wrong.</param>
/// <param name="Line">Its line, counted from 1.</param>
/// <param name="Column">Its column in characters, counted from 1.</param>
/// <param name="Message">One sentence, in Lua's own words where it has them.</param>
/// <param name="Mend">What would mend it, or null.</param>
public sealed record SyntaxError(int Offset, int Line, int Column, string Message, string? Mend);
