using Tactus.Syntax.Declarations;

namespace Tactus.Language.Names;

/// <summary>A declaration and the file that it stands in.</summary>
/// <param name="File">Path of the file as tracebacks show it.</param>
/// <param name="Declaration">The declaration.</param>
internal readonly record struct NamedDeclaration(string File, Declaration Declaration);
