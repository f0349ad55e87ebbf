using System.Text;
using Tactus.Testing.Specifications;

namespace Tactus.Testing.Tests.Specifications;

// Proves that the lines of a specification are found in the source that declares it, also when it stands there twice.
public sealed class SpecificationTextTests
{
    [Fact]
    public void A_text_in_long_brackets_begins_where_it_stands() => LineOf("x = 1\nSpecification([[\nFeature: F\n]])\n", "Feature: F\n", 2).ShouldBe(3);

    [Fact]
    public void Of_two_places_the_one_nearest_to_the_declaration_counts()
    {
        const string source = "Specification([[Feature: F]])\n\n\n\nSpecification([[Feature: F]])\n";

        LineOf(source, "Feature: F", 1).ShouldBe(1);
        LineOf(source, "Feature: F", 5).ShouldBe(5);
    }

    [Fact]
    public void A_text_with_escapes_has_the_line_of_its_declaration() => LineOf("\n\nSpecification(\"Feature: F\\n\")\n", "Feature: F\n", 3).ShouldBe(3);

    private static int LineOf(string source, string text, int declared) => SpecificationText.In(text, "a.tac", declared, Encoding.UTF8.GetBytes(source)).FirstLine;
}
