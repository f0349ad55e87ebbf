using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Sources;

/// <summary>A declaration such as <c>planner = Agent {…}</c>.</summary>
/// <param name="Source">The source that it stands in.</param>
/// <param name="Kind">What it declares.</param>
/// <param name="Name">What it is called: by its variable, by the text before the braces, or by its own <c>name</c>; empty for none.</param>
/// <param name="Place">The word that declares.</param>
/// <param name="Table">What stands in the braces.</param>
/// <param name="Local">Number of the local that it is assigned to; -1 for none.</param>
/// <param name="IsGlobal">Whether it is assigned to a global.</param>
internal sealed record DeclaredThing(CheckedSource Source, string Kind, string Name, Token Place, SyntaxNode Table, int Local, bool IsGlobal);
