// Proves that ids and patterns of models are held to their form, and that a pattern stands for what it seems to stand for.
using Tactus.Policy.Models;

namespace Tactus.Policy.Tests.Models;

public sealed class ModelPatternTests
{
    [Theory]
    [InlineData("openai/gpt-4o-mini")]
    [InlineData("ollama/llama3.2:1b")]
    [InlineData("vllm/meta-llama/Llama-3.1-8B@main+q4_0")]
    public void These_are_ids(string id) => ModelName.FindProblem(id).ShouldBeNull();

    [Theory]
    [InlineData("", "characters")]
    [InlineData("gpt-4o", "a provider and a model")]
    [InlineData("/gpt-4o", "a provider and a model")]
    [InlineData("openai/", "a provider and a model")]
    [InlineData("openai/gpt 4", "ASCII letters")]
    [InlineData("openai/gpt\n", "ASCII letters")]
    public void These_are_none(string id, string why) => ModelName.FindProblem(id).ShouldNotBeNull().ShouldContain(why);

    [Fact]
    public void An_id_has_an_end() => ModelName.FindProblem("a/" + new string('x', 199)).ShouldNotBeNull();

    [Fact]
    public void The_first_slash_divides()
    {
        ModelName.ProviderOf("vllm/meta/llama").ShouldBe("vllm");
        ModelName.ModelOf("vllm/meta/llama").ShouldBe("meta/llama");
    }

    [Theory]
    [InlineData("openai", true)]
    [InlineData("my_own-server2", true)]
    [InlineData("", false)]
    [InlineData("-x", false)]
    [InlineData("a.b", false)]
    [InlineData("a/b", false)]
    public void Names_of_providers_have_a_form(string name, bool isRight) => (ModelName.FindProviderProblem(name) is null).ShouldBe(isRight);

    [Theory]
    [InlineData("*", null)]
    [InlineData("openai/*", null)]
    [InlineData("openai/gpt-4o*", null)]
    [InlineData("openai/gpt-4o", null)]
    [InlineData("open*/gpt", "only at its end")]
    [InlineData("**", "only at its end")]
    [InlineData("open ai/*", "ASCII letters")]
    [InlineData("openai", "a provider and a model")]
    public void Patterns_have_a_form(string pattern, string? why)
    {
        if (why is null)
        {
            ModelPattern.Parse(pattern).ToString().ShouldBe(pattern);
            return;
        }

        ModelPattern.FindProblem(pattern).ShouldNotBeNull().ShouldContain(why);
        Should.Throw<FormatException>(() => ModelPattern.Parse(pattern));
    }

    [Fact]
    public void A_pattern_has_an_end() => ModelPattern.FindProblem(new string('x', 200) + "*").ShouldNotBeNull();

    [Theory]
    [InlineData("openai/gpt-4o", "openai/gpt-4o", true)]
    [InlineData("openai/gpt-4o", "openai/gpt-4o-mini", false)]
    [InlineData("openai/gpt-4o*", "openai/gpt-4o-mini", true)]
    [InlineData("openai/*", "OpenAI/gpt-4o", false)]
    [InlineData("*", "any/thing", true)]
    public void A_pattern_stands_for_ids(string pattern, string id, bool matches) => ModelPattern.Parse(pattern).Matches(id).ShouldBe(matches);

    [Theory]
    [InlineData("openai/*", "openai/gpt-4o*", true)]
    [InlineData("openai/*", "openai/gpt-4o", true)]
    [InlineData("openai/gpt-4o*", "openai/*", false)]
    [InlineData("openai/gpt-4o", "openai/gpt-4o*", false)]
    [InlineData("openai/gpt-4o", "openai/gpt-4o", true)]
    public void A_pattern_covers_patterns(string wide, string narrow, bool covers) => ModelPattern.Parse(wide).Covers(ModelPattern.Parse(narrow)).ShouldBe(covers);
}
