using Tactus.Analysis.Findings;
using Tactus.Analysis.Names;
using Tactus.Analysis.Sources;
using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Checks;

/// <summary>What calls that declare something are given: <c>Step("text", fn)</c>, <c>Prompt("name", "text")</c>, <c>max_turns(5)</c>.</summary>
internal sealed class ArgumentCheck : ISourceCheck
{
    public void Run(CheckedSource source, Bundle bundle, FindingList findings)
    {
        foreach (SyntaxNode call in source.Nodes(NodeKind.Call))
        {
            if (source.GlobalPath(call.FirstChild) is not { } name || bundle.SetGlobals.Contains(name.Split('.')[0]) || bundle.SetsField(name))
            {
                continue;
            }

            SyntaxNode[] arguments = [.. call.LastChild.Children()];
            if (CallForm.Of(name) is { } form)
            {
                CheckArguments(source, form, call, arguments, findings);
            }
            else if (source.GlobalName(call.FirstChild) is not null && DeclarationForm.Of(name) is { } declaration)
            {
                CheckTable(source, declaration, call, arguments, findings);
            }
        }
    }

    private static void CheckArguments(CheckedSource source, CallForm form, SyntaxNode call, SyntaxNode[] arguments, FindingList findings)
    {
        bool isOpen = arguments.Length > 0 && arguments[^1].Kind is not (NodeKind.Literal or NodeKind.Table or NodeKind.Function or NodeKind.Name);
        isOpen |= arguments.Length > 0 && arguments[^1] is { Kind: NodeKind.Literal, FirstToken.Kind: TokenKind.Ellipsis };
        for (int i = 0; i < form.Arguments.Count; i++)
        {
            (IReadOnlyList<ValueKind> kinds, bool isOptional) = form.Arguments[i];
            bool isMissing = i >= arguments.Length ? !isOpen : CheckedSource.IsNil(arguments[i]);
            if (isMissing && !isOptional)
            {
                findings.Add(FindingKind.MissingKey, call.FirstToken, $"{form.Name} lacks its argument {i + 1}, {LiteralKinds.Words(kinds)}", $"write {form.Name}({Example(form)})");
                return;
            }

            if (i < arguments.Length)
            {
                ValueCheck.Run(source, $"argument {i + 1} of {form.Name}", arguments[i], kinds, mend: null, findings);
            }
        }
    }

    // What takes one table and is given something else that is written out.
    private static void CheckTable(CheckedSource source, DeclarationForm form, SyntaxNode call, SyntaxNode[] arguments, FindingList findings)
    {
        bool takesName = form.Section is "Agent" or "Context" or "Model" or "Procedure" or "Task" or "Tool" or "Toolset";
        if (arguments.Length == 0)
        {
            findings.Add(FindingKind.WrongType, call.FirstToken, $"{form.Section} takes one table, and got nothing", $"write {form.Section} {{…}}");
        }
        else if (arguments.Length == 1 && LiteralKinds.Describe(source, arguments[0]) is { } described && described != "a table" && !(takesName && source.StringValue(arguments[0]) is not null))
        {
            findings.Add(FindingKind.WrongType, arguments[0].FirstToken, $"{form.Section} takes one table, and got {described}", $"write {form.Section} {{…}}");
        }
    }

    private static string Example(CallForm form) => string.Join(", ", form.Arguments.Select(argument => LiteralKinds.Example(argument.Kinds[0])));
}
