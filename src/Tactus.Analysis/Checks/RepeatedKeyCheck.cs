using Tactus.Analysis.Findings;
using Tactus.Analysis.Sources;
using Tactus.Syntax.Tokens;
using Tactus.Syntax.Tree;

namespace Tactus.Analysis.Checks;

/// <summary>Tables that name one key twice: the first value is lost.</summary>
internal sealed class RepeatedKeyCheck : ISourceCheck
{
    public void Run(CheckedSource source, Bundle bundle, FindingList findings)
    {
        foreach (SyntaxNode table in source.Nodes(NodeKind.Table))
        {
            var seen = new Dictionary<string, Token>(StringComparer.Ordinal);
            foreach (SyntaxNode entry in table.Children())
            {
                if (source.KeyOf(entry) is { } key && !seen.TryAdd(key, entry.FirstToken))
                {
                    findings.Add(FindingKind.RepeatedKey, entry.FirstToken, $"the key '{key}' stands twice in this table, first at line {seen[key].Line}", "remove one of the two");
                }
            }
        }
    }
}
