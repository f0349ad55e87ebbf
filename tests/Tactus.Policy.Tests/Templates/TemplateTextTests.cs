// Proves that templates are read exactly: every placeholder is known, none nests, and literal text stays literal.
using Tactus.Policy.Templates;

namespace Tactus.Policy.Tests.Templates;

public sealed class TemplateTextTests
{
    [Fact]
    public void Every_placeholder_is_read()
    {
        var template = TemplateText.Parse("a ${args.x}${secret:TOKEN_1}b${workspace}/${run.id}");

        template.Parts.ShouldBe(
        [
            new TemplatePart.Literal("a "),
            new TemplatePart.Argument("x"),
            new TemplatePart.Secret("TOKEN_1"),
            new TemplatePart.Literal("b"),
            new TemplatePart.Workspace(),
            new TemplatePart.Literal("/"),
            new TemplatePart.RunId(),
        ]);
        template.Arguments.ShouldBe(["x"]);
        template.Secrets.ShouldBe(["TOKEN_1"]);
        template.IsLiteral.ShouldBeFalse();
        template.WholeArgument.ShouldBeNull();
    }

    [Fact]
    public void An_argument_alone_is_the_whole() => TemplateText.Parse("${args.a-b_c}").WholeArgument.ShouldBe("a-b_c");

    [Theory]
    [InlineData("", "")]
    [InlineData("plain $ text $}", "plain $ text $}")]
    [InlineData("$${args.x}", "${args.x}")]
    [InlineData("a$$b", "a$$b")]
    [InlineData("$$${x}", "$${x}")]
    [InlineData("$${a}$${b}", "${a}${b}")]
    public void Text_without_placeholders_is_literal(string source, string text)
    {
        var template = TemplateText.Parse(source);

        template.IsLiteral.ShouldBeTrue();
        template.Source.ShouldBe(source);
        string.Concat(template.Parts.Cast<TemplatePart.Literal>().Select(part => part.Value)).ShouldBe(text);
    }

    [Theory]
    [InlineData("${")]
    [InlineData("a ${args.x")]
    [InlineData("${}")]
    [InlineData("${args.}")]
    [InlineData("${args.x.y}")]
    [InlineData("${args.x y}")]
    [InlineData("${secret:}")]
    [InlineData("${secret:A/B}")]
    [InlineData("${env.HOME}")]
    [InlineData("${args.${args.x}}")]
    [InlineData("${ workspace }")]
    public void Anything_else_is_refused(string source)
    {
        TemplateText.TryParse(source, out var template, out var problem).ShouldBeFalse();
        template.ShouldBeNull();
        problem.ShouldNotBeEmpty();
        Should.Throw<FormatException>(() => TemplateText.Parse(source));
    }

    [Fact]
    public void A_name_has_at_most_128_characters()
    {
        TemplateText.IsName(new string('a', 128)).ShouldBeTrue();
        TemplateText.IsName(new string('a', 129)).ShouldBeFalse();
    }
}
