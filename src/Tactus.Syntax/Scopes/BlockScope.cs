namespace Tactus.Syntax.Scopes;

/// <summary>A block that is being read.</summary>
/// <param name="Locals">How many locals were visible when it began.</param>
/// <param name="Declared">How many locals were declared and not yet visible when it began.</param>
/// <param name="FirstJump">How many jumps waited for a label when it began.</param>
/// <param name="FirstLabel">How many labels were visible when it began.</param>
/// <param name="IsFunction">Whether it is the body of a function, or the file.</param>
/// <param name="InLoop">Whether a <c>break</c> in it leaves a loop of the same function.</param>
internal readonly record struct BlockScope(int Locals, int Declared, int FirstJump, int FirstLabel, bool IsFunction, bool InLoop);
