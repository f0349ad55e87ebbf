using Tactus.Testing.Docs;

namespace Tactus.Testing.Tests.Docs;

// Proves that docs/testing.md shows the steps that there are.
public sealed class DocumentationTests
{
    [Fact]
    public void The_table_of_steps_is_the_generated_one()
    {
        string page = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "testing.md"));
        const string begin = "<!-- steps: begin -->\n";
        int start = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        int end = page.IndexOf("<!-- steps: end -->", StringComparison.Ordinal);

        page[start..end].Split('\n').ShouldBe(StepTableMarkdown.Write().Split('\n'), "write StepTableMarkdown.Write() between the two marks of docs/testing.md");
    }
}
