namespace Tactus.Language.Tests;

// Proves that docs/modules.md has every standard module with what its file says of it, and that each one that people require has a specification.
public sealed class StandardModuleTests
{
    private const string SpecificationSuffix = ".spec.tac";

    // Parts of another module, and older names of one.
    private static readonly string[] s_covered =
    [
        "tactus.classify", "tactus.extract", "tactus.io.delimited", "tactus.text.classify.base", "tactus.text.classify.fuzzy", "tactus.text.classify.llm",
        "tactus.text.classify.naive_bayes",
    ];

    private static string Folder => Checkout.PathOf("procedures");

    private static IEnumerable<string> Files => Directory.EnumerateFiles(Path.Combine(Folder, "tactus"), "*.tac", SearchOption.AllDirectories);

    private static IEnumerable<string> Modules => Files.Where(file => !file.EndsWith(SpecificationSuffix, StringComparison.Ordinal));

    [Fact]
    public void The_page_has_every_module_and_no_other()
    {
        string[] rows = [.. File.ReadLines(Checkout.PathOf("docs/modules.md")).Where(line => line.StartsWith("| `tactus.", StringComparison.Ordinal))];

        rows.ShouldBe(Modules.OrderBy(NameOf, StringComparer.Ordinal).Select(RowOf));
    }

    [Fact]
    public void Every_module_has_a_specification()
    {
        string specifications = string.Concat(Files.Where(file => file.EndsWith(SpecificationSuffix, StringComparison.Ordinal)).Select(File.ReadAllText));

        Modules.Select(NameOf).Except(s_covered).Where(name => !specifications.Contains($"require(\"{name}\")", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static string RowOf(string file) => $"| `{NameOf(file)}` | {Introduction(file).Replace("|", "\\|", StringComparison.Ordinal)} |";

    private static string NameOf(string file)
    {
        string name = Path.ChangeExtension(Path.GetRelativePath(Folder, file), null).Replace('/', '.');
        return name.EndsWith(".init", StringComparison.Ordinal) ? name[..^".init".Length] : name;
    }

    private static string Introduction(string file) =>
        string.Join(' ', File.ReadLines(file).TakeWhile(line => line.StartsWith("-- ", StringComparison.Ordinal)).Select(line => line[3..].Trim()));
}
