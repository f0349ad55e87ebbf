namespace Tactus.Syntax.Declarations;

/// <summary>A declaration in the source, such as <c>planner = Agent {…}</c>, and the variable it is assigned to.</summary>
/// <param name="Kind">What it declares: <c>Procedure</c>, <c>Agent</c> and so on.</param>
/// <param name="Name">The variable's name; empty when it is not assigned to one variable.</param>
/// <param name="IsLocal">Whether that variable is declared there as a local one.</param>
/// <param name="Offset">Offset of the kind's word.</param>
/// <param name="Line">The line that Lua gives the call, counted from 1: where its arguments begin.</param>
/// <param name="Column">The column of the kind's word, or of the arguments where they stand on a line of their own, in characters from 1.</param>
public readonly record struct Declaration(string Kind, string Name, bool IsLocal, int Offset, int Line, int Column);
