using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Sources;

/// <summary>A declaration such as <c>planner = Agent {…}</c>.</summary>
/// <param name="Source">The source that it stands in.</param>
/// <param name="Kind">What it declares.</param>
/// <param name="Name">What it is called: by the text before the braces, its own <c>name</c>, or its variable; empty for none, null where only a run can tell.</param>
/// <param name="Variable">The one variable that it is assigned to; empty for none.</param>
/// <param name="Place">The word that declares.</param>
/// <param name="Call">The call that declares.</param>
/// <param name="Table">What stands in the braces.</param>
/// <param name="Local">Number of the local that it is assigned to; -1 for none.</param>
/// <param name="IsGlobal">Whether it is assigned to a global.</param>
internal sealed record DeclaredThing(
    CheckedSource Source, string Kind, string? Name, string Variable, Token Place, SyntaxNode Call, SyntaxNode Table, int Local, bool IsGlobal)
{
    /// <summary>Kind and name as a message shows them: <c>Agent 'planner'</c>.</summary>
    public string Title => string.IsNullOrEmpty(Name) ? Kind : $"{Kind} '{Name}'";
}
