using System.Globalization;
using System.Text.RegularExpressions;

namespace Tactus.EndToEnd.Tests.Docs;

/// <summary>A fenced block of the tutorial: a file to lay out, or commands to run.</summary>
/// <param name="Language">The word behind the fence.</param>
/// <param name="File">The file that it becomes, or null.</param>
/// <param name="Exit">What the last command must exit with.</param>
/// <param name="Body">Its lines.</param>
internal sealed partial record TutorialBlock(string Language, string? File, int Exit, string Body)
{
    private const string ExpectedMark = "#> ";

    public IEnumerable<string> Commands => Lines.Where(line => line.Length > 0 && !line.StartsWith('#'));

    /// <summary>What the commands must print, each somewhere.</summary>
    public IEnumerable<string> Expected => Lines.Where(line => line.StartsWith(ExpectedMark, StringComparison.Ordinal)).Select(line => line[ExpectedMark.Length..]);

    private string[] Lines => Body.Split('\n');

    /// <summary>The blocks of a page, in order.</summary>
    public static IEnumerable<TutorialBlock> Of(string page) =>
        from Match fence in Fence().Matches(page)
        let info = fence.Groups["info"].Value
        select new TutorialBlock(
            fence.Groups["language"].Value, Value(info, "file"), int.Parse(Value(info, "exit") ?? "0", CultureInfo.InvariantCulture), fence.Groups["body"].Value);

    private static string? Value(string info, string key) =>
        info.Split(' ').FirstOrDefault(word => word.StartsWith(key + "=", StringComparison.Ordinal))?[(key.Length + 1)..];

    [GeneratedRegex(@"^```(?<language>\w+)(?<info>[^\n]*)\n(?<body>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Fence();
}
