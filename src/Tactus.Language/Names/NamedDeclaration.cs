namespace Tactus.Language.Names;

/// <summary>A declaration in the source and the variable it is assigned to.</summary>
/// <param name="File">Path of the file as tracebacks show it.</param>
/// <param name="Line">The line that Lua gives the call, counted from 1.</param>
/// <param name="Kind">What it declares: <c>Procedure</c>, <c>Agent</c> and so on.</param>
/// <param name="Name">The variable's name, or empty when the declaration is not assigned to one.</param>
internal readonly record struct NamedDeclaration(string File, int Line, string Kind, string Name);
