using System.Text;
using Tactus.Analysis.Sources;

namespace Tactus.Analysis.Tests.Support;

/// <summary>The procedures of <c>tests/Tactus.Analysis.Tests/Corpus</c>: right ones, and wrong ones with one mistake each.</summary>
internal static class Corpus
{
    private const string Folder = "tests/Tactus.Analysis.Tests/Corpus";
    private const string Separator = "=== ";

    /// <summary>The names of the right procedures.</summary>
    public static IEnumerable<string> Right() =>
        Directory.EnumerateFiles(Checkout.PathOf($"{Folder}/right"), "*.tac").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);

    /// <summary>A right procedure and the modules that it names.</summary>
    public static IReadOnlyList<SourceText> Read(string name)
    {
        byte[] main = File.ReadAllBytes(Checkout.PathOf($"{Folder}/right/{name}"));
        string text = Encoding.UTF8.GetString(main);
        return
        [
            new SourceText(name, main),
            .. Directory.EnumerateFiles(Checkout.PathOf($"{Folder}/right/lib"), "*.tac")
                .Where(file => text.Contains($"lib/{Path.GetFileName(file)}", StringComparison.Ordinal) || text.Contains($"lib.{Path.GetFileNameWithoutExtension(file)}", StringComparison.Ordinal))
                .Select(file => new SourceText($"lib/{Path.GetFileName(file)}", File.ReadAllBytes(file))),
        ];
    }

    /// <summary>The wrong procedures by name: the sections of one file. The line with the mistake ends with <c>-- wrong</c>.</summary>
    public static IReadOnlyDictionary<string, string> Wrong() =>
        File.ReadAllText(Checkout.PathOf($"{Folder}/wrong.txt")).Split(Separator, StringSplitOptions.RemoveEmptyEntries)
            .Select(section => section.Split('\n', 2)).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

    /// <summary>The line of a wrong procedure's mistake, counted from 1.</summary>
    public static int LineOf(string source) => 1 + Array.FindIndex(source.Split('\n'), line => line.EndsWith("-- wrong", StringComparison.Ordinal));
}
