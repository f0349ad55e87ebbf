using System.Globalization;
using Tactus.Language.Tests.Support;

namespace Tactus.Language.Tests.Agents;

/// <summary>Proves that texts are as alike as the Python libraries say that the dialect uses: rapidfuzz and difflib.</summary>
public sealed class SimilarityTests
{
    [Theory]
    [InlineData("ratio", "kitten", "sitting", 0.6153846)]
    [InlineData("ratio", "this is a test", "this is a test!", 0.9655172)]
    [InlineData("ratio", "", "", 1)]
    [InlineData("ratio", "a", "", 0)]
    [InlineData("ratio", "\u00e9\u00e9a", "\u00e9a", 0.8)]
    [InlineData("token_set_ratio", "fuzzy was a bear", "fuzzy fuzzy was a bear", 1)]
    [InlineData("token_set_ratio", "fuzzy fuzzy was a bear but not a dog", "fuzzy fuzzy was a bear but not a cat", 0.923076923)]
    [InlineData("token_set_ratio", "abc", "xyz", 0)]
    [InlineData("token_set_ratio", "", "xyz", 0)]
    [InlineData("difflib_ratio", "abcd", "bcde", 0.75)]
    [InlineData("difflib_ratio", "private Thread currentThread;", "private volatile Thread currentThread;", 0.8656716)]
    [InlineData("difflib_ratio", "museum, then lunch", "lunch then museum", 0.3428571)]
    [InlineData("difflib_ratio", "qabxcd", "abycdf", 0.6666667)]
    [InlineData("difflib_ratio", " abcd", "abcd abcd", 0.7142857)]
    [InlineData("difflib_ratio", "", "", 1)]
    public void A_pair_is_as_alike_as_the_library_says(string measure, string left, string right, double expected)
    {
        string found = Outcomes.Of($"return require('tactus.text.similarity').{measure}(\"{left}\", \"{right}\")");
        double.Parse(found, CultureInfo.InvariantCulture).ShouldBe(expected, 0.000001);
    }

    // Difflib leaves what is frequent in a long text out when it looks for a beginning, which changes the result.
    [Fact]
    public void A_long_text_has_its_frequent_characters_left_out() =>
        double.Parse(Outcomes.Of("return require('tactus.text.similarity').difflib_ratio(('x'):rep(150) .. ('abc'):rep(40), ('abc'):rep(50) .. ('x'):rep(99))"), CultureInfo.InvariantCulture)
            .ShouldBe(0.0, 0.000001);

    [Fact]
    public void Only_texts_are_compared() => Outcomes.Of("require('tactus.text.similarity').ratio('x', 1)").ShouldStartWith("TAC1201 ratio compares two texts, and got a string and an integer");
}
