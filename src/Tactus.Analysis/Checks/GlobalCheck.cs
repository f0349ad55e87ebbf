using Tactus.Analysis.Findings;
using Tactus.Analysis.Names;
using Tactus.Analysis.Sources;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Checks;

/// <summary>Globals that neither the language nor a source sets: unknown ones, and names of older dialects.</summary>
internal sealed class GlobalCheck : ISourceCheck
{
    public void Run(CheckedSource source, Bundle bundle, FindingList findings)
    {
        if (bundle.HidesGlobals)
        {
            return;
        }

        var mends = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (SyntaxNode name in source.Nodes(NodeKind.Name))
        {
            if (source.GlobalName(name) is not { } global || source.IsTarget(name) || bundle.SetGlobals.Contains(global) || source.Guarded.Contains(global))
            {
                continue;
            }

            if (KnownGlobals.Has(global))
            {
                ReportForeign(source, name, global, findings);
                continue;
            }

            Report(source, name, global, bundle, mends, findings);
            if (findings.IsFull)
            {
                return;
            }
        }
    }

    private static void ReportForeign(CheckedSource source, SyntaxNode name, string global, FindingList findings)
    {
        if (KnownGlobals.Foreign.TryGetValue(global, out string? instead) && IsUsed(source, name))
        {
            findings.Add(FindingKind.UnknownGlobal, name.FirstToken, $"{global} exists in Python only", instead);
        }
    }

    private static bool IsUsed(CheckedSource source, SyntaxNode name) =>
        source.Parent(name) is var parent && parent.FirstChild == name && parent.Kind is NodeKind.Call or NodeKind.MethodCall or NodeKind.Field or NodeKind.Index;

    private static void Report(CheckedSource source, SyntaxNode name, string global, Bundle bundle, Dictionary<string, string> mends, FindingList findings)
    {
        bool isUsed = IsUsed(source, name);
        if (isUsed && KnownGlobals.Older.TryGetValue(global, out string? now))
        {
            findings.Add(FindingKind.OlderSpelling, name.FirstToken, $"'{global}' is an older spelling", $"it is now {now}");
            return;
        }

        if (!mends.TryGetValue(global, out string? mend))
        {
            mends[global] = mend = MendFor(global, bundle);
        }

        if (isUsed)
        {
            findings.Add(FindingKind.UnknownGlobal, name.FirstToken, $"nothing sets the global '{global}', so this fails", mend);
        }
        else
        {
            findings.Add(FindingKind.UnsetGlobal, name.FirstToken, $"nothing sets the global '{global}', so it is nil", mend);
        }
    }

    private static string MendFor(string global, Bundle bundle)
    {
        if (KnownGlobals.Absent.TryGetValue(global, out string? instead))
        {
            return instead;
        }

        return NearestName.Of(global, KnownGlobals.Names.Concat(bundle.SetGlobals)) is { } near
            ? $"did you mean '{near}'?"
            : $"write local {global} = … before it, or require the module that has it";
    }
}
