using System.Text.RegularExpressions;

namespace Tactus.Architecture.Tests;

// Proves that every relative link of every page leads to a file, and that every path in code style is one.
public sealed partial class DocumentLinkTests
{
    private static readonly string[] Built = ["bin", "obj", "artifacts", "node_modules"];

    [Fact]
    public void Every_relative_link_leads_somewhere()
    {
        Broken(LinkPattern(), (page, target) => Path.Combine(Path.GetDirectoryName(page)!, target)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_path_in_code_style_exists()
    {
        Broken(PathPattern(), (_, target) => Path.Combine(Repository.Root, target)).ShouldBeEmpty();
    }

    [Fact]
    public void The_patterns_find_what_they_look_for()
    {
        LinkPattern().Match("see [x](errors/gone.md#part)").Groups[1].Value.ShouldBe("errors/gone.md");
        LinkPattern().IsMatch("see [x](https://example.org/a)").ShouldBeFalse();
        PathPattern().Match("see `docs/gone.md`").Groups[1].Value.ShouldBe("docs/gone.md");
    }

    private static List<string> Broken(Regex pattern, Func<string, string, string> resolve) =>
    [
        .. from page in Pages()
           from numbered in File.ReadLines(page).Select((line, index) => (line, index))
           from Match match in pattern.Matches(numbered.line)
           let target = resolve(page, match.Groups[1].Value)
           where !Path.Exists(target)
           select $"{Repository.Relative(page)}:{numbered.index + 1}: {match.Groups[1].Value}",
    ];

    private static IEnumerable<string> Pages() =>
        Repository.Files("", "*.md").Where(page => !Repository.Relative(page).Split('/').Any(folder => Built.Contains(folder) || folder is ['.', ..]));

    // A link that names no scheme and is not a part of the same page.
    [GeneratedRegex(@"\]\((?![a-z]+:|#)([^)#\s]+)")]
    private static partial Regex LinkPattern();

    // Paths from the repository's root; a placeholder in capitals (NNNN) or an ellipsis is no path.
    [GeneratedRegex(@"`((?:src|docs|tests|examples|scripts|benchmarks|protos|procedures)/(?![^`]*(?:NNNN|…|\*))[\w./-]+)`")]
    private static partial Regex PathPattern();
}
