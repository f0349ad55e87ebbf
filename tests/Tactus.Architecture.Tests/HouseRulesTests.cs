using System.Text.RegularExpressions;

namespace Tactus.Architecture.Tests;

// Proves the habits of CONTRIBUTING.md that a script can check.
public sealed partial class HouseRulesTests
{
    [Fact]
    public void Every_project_opens_with_a_readme()
    {
        Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src"))
            .Where(folder => !File.Exists(Path.Combine(folder, "README.md"))).Select(Repository.Relative).ShouldBeEmpty();
    }

    [Fact]
    public void No_unfinished_or_silenced_code()
    {
        Offenders("src", UnfinishedPattern()).Concat(Offenders("tests", SilencedTestPattern())).ShouldBeEmpty();
    }

    [Fact]
    public void The_patterns_find_what_they_look_for()
    {
        UnfinishedPattern().IsMatch("throw new " + "NotImplementedException();").ShouldBeTrue();
        SilencedTestPattern().IsMatch("Thread." + "Sleep(100);").ShouldBeTrue();
    }

    [Fact]
    public void Every_decision_says_context_decision_and_cost()
    {
        foreach (string file in Repository.Files("docs/adr", "0*.md"))
        {
            string text = File.ReadAllText(file);
            foreach (string heading in new[] { "## Context", "## Decision", "## What it costs" })
            {
                text.ShouldContain(heading, Case.Sensitive, Repository.Relative(file));
            }
        }
    }

    private static IEnumerable<string> Offenders(string folder, Regex pattern) =>
        from file in Repository.Files(folder, "*.cs")
        where !file.EndsWith("HouseRulesTests.cs", StringComparison.Ordinal)
        from numbered in File.ReadLines(file).Select((line, index) => (line, index))
        where pattern.IsMatch(numbered.line)
        select $"{Repository.Relative(file)}:{numbered.index + 1}: {numbered.line.Trim()}";

    [GeneratedRegex(@"NotImplementedException|\bTODO\b|\bFIXME\b|\bHACK\b|#pragma warning disable|Thread\.Sleep")]
    private static partial Regex UnfinishedPattern();

    [GeneratedRegex(@"Assert\.True\(true|Thread\.Sleep|#pragma warning disable|NotImplementedException")]
    private static partial Regex SilencedTestPattern();
}
