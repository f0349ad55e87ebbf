using Tactus.Syntax.Tokens;

namespace Tactus.Syntax.Formatting;

/// <summary>Something that is open: a bracket or a block.</summary>
/// <param name="Opening">What opened it.</param>
/// <param name="Indent">The indent of the line that it was opened on, in steps.</param>
/// <param name="InBlock">Whether its statements have begun, after <c>then</c>, <c>do</c> or the parameters.</param>
internal readonly record struct LayoutGroup(TokenKind Opening, int Indent, bool InBlock);
