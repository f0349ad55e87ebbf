using Tactus.Analysis;
using Tactus.Analysis.Findings;
using Tactus.Analysis.Sources;
using Tactus.Policy.Grants;
using Tactus.Protocol;

namespace Tactus.Engine.Procedures;

/// <summary>What <c>checkpoint.strict_determinism</c> asks of a procedure before it runs.</summary>
internal static class ReplayRule
{
    private const string Key = "checkpoint.strict_determinism";

    /// <summary>Refuses a procedure in whose sources something could make a replay go another way, where the grant asks for it.</summary>
    /// <exception cref="TactusException">TAC6208: the first such place.</exception>
    public static void Require(Grant grant, ProcedureBundle bundle)
    {
        if (grant.StrictDeterminism)
        {
            Check(bundle, grant.Provenance[Key]);
        }
    }

    // By itself, so that a run which does not ask for it loads nothing of the checks.
    private static void Check(ProcedureBundle bundle, Provenance provenance)
    {
        IReadOnlyList<Finding> found = SourceAnalyzer.FindReplayHazards(
            [.. bundle.Modules.Prepend(bundle.Main).Select(source => new SourceText(source.DisplayPath, source.Content))]);
        if (found is [var first, ..])
        {
            string others = found.Count == 1 ? "" : $", and {found.Count - 1} more that tactus validate shows";
            throw new TactusException("TAC6208", $"{first.Message}: {Key} is true ({provenance}){others}", first.Mend, first.File, first.Line, first.Column);
        }
    }
}
