using Tactus.Analysis.Findings;
using Tactus.Analysis.Names;
using Tactus.Analysis.Sources;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Checks;

/// <summary>Modules that are required whenever the file runs, and that there are not.</summary>
internal sealed class RequireCheck : ISourceCheck
{
    private const string Require = "require";

    public void Run(CheckedSource source, Bundle bundle, FindingList findings)
    {
        if (bundle.Settings.Modules is not { } modules || bundle.SetGlobals.Contains(Require))
        {
            return;
        }

        foreach (SyntaxNode call in source.Nodes(NodeKind.Call).Where(call => source.GlobalName(call.FirstChild) == Require && source.RunsOnce(call)))
        {
            SyntaxNode argument = call.LastChild.FirstChild;
            if (argument.Exists && source.StringValue(argument) is { } name && !modules.Contains(name) && !KnownGlobals.Modules.Contains(name))
            {
                findings.Add(
                    FindingKind.MissingModule,
                    argument.FirstToken,
                    $"there is no module '{name}'",
                    NearestName.Of(name, modules) is { } near ? $"did you mean '{near}'?" : "correct the name, or put the module beside the procedure or into the project's procedures/");
            }
        }
    }
}
