using System.Text.RegularExpressions;
using Tactus.Cli.Tests.Support;

namespace Tactus.Cli.Tests.Docs;

/// <summary>The command lines of the repository's pages, as a reader would type them.</summary>
internal static partial class DocumentedCommand
{
    /// <summary>Every <c>tactus …</c> in code, with page and line; <c>a|b</c> becomes one command for each.</summary>
    public static IEnumerable<(string Place, string Command)> All() =>
        from page in Pages()
        from numbered in File.ReadLines(page).Select((line, index) => (line, index))
        from Match match in CodePattern().Matches(numbered.line.Replace("\\|", "|", StringComparison.Ordinal))
        from command in Expand(match.Groups["inline"].Success ? match.Groups["inline"].Value : match.Groups["block"].Value)
        select ($"{Path.GetRelativePath(Checkout.Root, page)}:{numbered.index + 1}", command);

    /// <summary>The commands that one documented form stands for.</summary>
    public static IEnumerable<string> Expand(string form)
    {
        // A comment ends the line; brackets hold what may be left out; an ellipsis stands for more of the same.
        string line = CommentPattern().Replace(form, "").Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal)
            .Replace("…", "", StringComparison.Ordinal).Trim();
        Match choice = ChoicePattern().Match(line);
        return choice.Success
            ? choice.Value.Split('|').SelectMany(word => Expand(line[..choice.Index] + word + line[(choice.Index + choice.Length)..]))
            : [line];
    }

    private static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Checkout.Root, "*.md")
            .Concat(new[] { "docs", "examples", "src", "benchmarks", "tests" }.SelectMany(
                folder => Directory.EnumerateFiles(Checkout.PathOf(folder), "*.md", SearchOption.AllDirectories)));

    [GeneratedRegex(@"`(?:\./)?tactus (?<inline>[^`]+)`|^(?:\./)?tactus (?<block>.+)$")]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"\s#\s.*$")]
    private static partial Regex CommentPattern();

    [GeneratedRegex(@"[\w-]+(\|[\w-]+)+")]
    private static partial Regex ChoicePattern();
}
