using Tactus.Analysis.Findings;
using Tactus.Analysis.Sources;

namespace Tactus.Analysis.Checks;

/// <summary>One check of one source.</summary>
internal interface ISourceCheck
{
    /// <summary>Adds what it finds.</summary>
    void Run(CheckedSource source, Bundle bundle, FindingList findings);
}
