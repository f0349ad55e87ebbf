using Tactus.Analysis.Findings;
using Tactus.Analysis.Sources;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Checks;

/// <summary>What a replay would not repeat: values of the machine, and changes that a checkpoint's function makes outside of itself.</summary>
internal sealed class ReplayCheck : ISourceCheck
{
    public void Run(CheckedSource source, Bundle bundle, FindingList findings)
    {
        foreach (SyntaxNode call in source.Nodes(NodeKind.Call))
        {
            switch (source.GlobalPath(call.FirstChild))
            {
                case "os.getenv":
                    findings.Add(
                        FindingKind.MachineValue, call.FirstToken, "os.getenv differs between machines, so a run resumed elsewhere may go another way", "declare an input for it");
                    break;
                case "checkpoint" or "Step.checkpoint":
                    foreach (SyntaxNode function in call.LastChild.Children().Where(argument => argument.Kind == NodeKind.Function))
                    {
                        CheckFunction(source, function, findings);
                    }

                    break;
                default:
                    break;
            }
        }
    }

    private static void CheckFunction(CheckedSource source, SyntaxNode function, FindingList findings) => SyntaxWalk.Visit(function, node =>
    {
        if (node.Kind == NodeKind.Targets)
        {
            foreach (SyntaxNode target in node.Children())
            {
                CheckTarget(source, function, target, findings);
            }
        }

        // An inner checkpoint is looked at by itself.
        return node == function || node.Kind != NodeKind.Call || source.GlobalPath(node.FirstChild) is not ("checkpoint" or "Step.checkpoint");
    });

    private static void CheckTarget(CheckedSource source, SyntaxNode function, SyntaxNode target, FindingList findings)
    {
        SyntaxNode variable = target;
        while (variable.Kind is NodeKind.Field or NodeKind.Index)
        {
            variable = variable.FirstChild;
        }

        if (variable.Kind != NodeKind.Name)
        {
            return;
        }

        bool isOuterLocal = variable.Value >= 0 && source.Tree.LocalAt(variable.Value).FunctionDepth < source.FunctionDepth(function);
        bool isGlobal = variable.Value < 0 && variable == target;
        if (isOuterLocal || isGlobal)
        {
            findings.Add(
                FindingKind.LostChange,
                variable.FirstToken,
                $"a replay answers this checkpoint from the journal, so '{source.Text(variable)}' would not be changed again",
                "return the value from the checkpoint, or keep it in state");
        }
    }
}
