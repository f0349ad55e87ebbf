using Tactus.Syntax.Scopes;
using Tactus.Syntax.Tokens;

namespace Tactus.Syntax.Tree;

/// <summary>A local variable of a source: a <c>local</c>, a parameter or the variable of a loop.</summary>
/// <param name="Token">Its name in the declaration; for <c>self</c> of a method the colon's method name.</param>
/// <param name="Attribute">Its attribute.</param>
/// <param name="FunctionDepth">How many functions are around it; the file is 0.</param>
public readonly record struct LocalVariable(Token Token, LocalAttribute Attribute, int FunctionDepth);
