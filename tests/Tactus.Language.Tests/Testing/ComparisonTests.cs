using System.Text.Json;
using Tactus.Protocol.Values;

namespace Tactus.Language.Tests.Testing;

// Proves how values, texts and patterns are compared: each rule with a value that fits and one that does not.
public sealed class ComparisonTests
{
    private const string Everything = """
        Procedure {
          function()
            state.n = 5
            state.yes = true
            state.text = "5"
            return { n = 5, half = 2.5, yes = true, text = "Hello, World!", digits = "5", list = {"a", 2}, map = {a = {b = 1}}, null = Json.null }
          end
        }
        """;

    [Theory]
    [InlineData("n", "number", "5", true)]
    [InlineData("n", "number", "5.0", true)]
    [InlineData("n", "number", "6", false)]
    [InlineData("n", "exact", "\"5\"", true)]
    [InlineData("n", "exact", "\"5.0\"", false)]
    [InlineData("yes", "exact", "\"True\"", true)]
    [InlineData("list[2]", "exact", "\"a\"", false)]
    [InlineData("digits", "exact", "\"5\"", true)]
    [InlineData("digits", "number", "5", true)]
    [InlineData("half", "number", "2.5", true)]
    [InlineData("yes", "boolean", "true", true)]
    [InlineData("yes", "boolean", "false", false)]
    [InlineData("text", "exact", "\"Hello, World!\"", true)]
    [InlineData("text", "bare", "\"Hello, World!\"", true)]
    [InlineData("text", "bare", "\"hello\"", false)]
    [InlineData("null", "null", "null", true)]
    [InlineData("missing", "null", "null", true)]
    [InlineData("n", "null", "null", false)]
    [InlineData("list", "data", "[\"a\",2]", true)]
    [InlineData("list", "data", "[\"a\"]", false)]
    [InlineData("map.a", "data", "{\"b\":1}", true)]
    [InlineData("list[2]", "number", "2", true)]
    public void An_output_is_compared_by_how_the_value_is_written(string key, string kind, string value, bool fits)
    {
        string text = ValueJson.Parse(value) is BytesValue bytes && bytes.TryGetText(out string plain) ? plain : value;
        string arguments = $$$"""{"key":"{{{key}}}","value":{"kind":"{{{kind}}}","value":{{{value}}},"text":{{{JsonSerializer.Serialize(text)}}}}}""";

        TestRun.Steps(Everything, "run", "value_is " + arguments).Told().StartsWith("passed, passed", StringComparison.Ordinal).ShouldBe(fits);
        TestRun.Steps(Everything, "run", "value_is_not " + arguments).Told().StartsWith("passed, passed", StringComparison.Ordinal).ShouldBe(!fits);
    }

    [Theory]
    [InlineData("n", "exact", "\"5\"", true)]
    [InlineData("n", "number", "5", true)]
    [InlineData("text", "number", "5", true)]
    [InlineData("yes", "exact", "\"True\"", true)]
    [InlineData("yes", "exact", "\"true\"", true)]
    [InlineData("yes", "exact", "\"yes\"", false)]
    [InlineData("missing", "bare", "\"None\"", true)]
    [InlineData("n", "exact", "\"5.0\"", false)]
    public void State_is_compared_as_text_too(string key, string kind, string value, bool fits) =>
        TestRun.Steps(Everything, "run", $$$"""value_is {"of":"state","key":"{{{key}}}","value":{"kind":"{{{kind}}}","value":{{{value}}},"text":{{{value}}}}}""")
            .Told().StartsWith("passed, passed", StringComparison.Ordinal).ShouldBe(fits);

    [Theory]
    [InlineData("""value_matches {"key":"text","pattern":"W\\w+"}""", true)]
    [InlineData("""value_matches {"key":"text","pattern":"^World"}""", false)]
    [InlineData("""value_matches {"key":"text","pattern":"(?i)hello|bye"}""", true)]
    [InlineData("""value_matches {"key":"text","pattern":"hello|bye"}""", false)]
    [InlineData("""value_matches {"key":"n","pattern":"^\\d$"}""", true)]
    [InlineData("""value_matches {"key":"text","pattern":"(?=x)"}""", false)]
    [InlineData("""value_is_similar {"key":"text","text":"Hello, World"}""", true)]
    [InlineData("""value_is_similar {"key":"text","text":"Good bye"}""", false)]
    [InlineData("""value_is_similar {"key":"text","text":"Hello","percent":50.0}""", true)]
    [InlineData("""value_fuzzy_matches {"key":"text","any":["hello world"]}""", true)]
    [InlineData("""value_fuzzy_matches {"key":"text","any":["world"]}""", true)]
    [InlineData("""value_fuzzy_matches {"key":"text","any":["bye","HELLO WORLD"]}""", true)]
    [InlineData("""value_fuzzy_matches {"key":"text","any":["helo wrld"],"threshold":0.8}""", true)]
    [InlineData("""value_fuzzy_matches {"key":"text","any":["helo wrld"],"threshold":0.99}""", false)]
    [InlineData("""value_fuzzy_matches {"key":"missing","any":["x"]}""", false)]
    [InlineData("""value_contains {"text":"map"}""", true)]
    [InlineData("""value_contains {"text":"mop"}""", false)]
    [InlineData("""value_contains {"of":"state","text":"yes"}""", true)]
    [InlineData("""value_contains {"key":"text","text":"World"}""", true)]
    [InlineData("""value_contains {"key":"text","text":"Moon"}""", false)]
    [InlineData("""value_contains {"key":"list","text":"a"}""", true)]
    [InlineData("""value_contains {"key":"missing","text":"a"}""", false)]
    [InlineData("""value_contains {"of":"state","key":"text","text":"5"}""", true)]
    [InlineData("""value_exists {"key":"n"}""", true)]
    [InlineData("""value_exists {"key":"null"}""", false)]
    [InlineData("""value_is_absent {"key":"null"}""", true)]
    [InlineData("""value_is_absent {"of":"state","key":"n"}""", false)]
    [InlineData("value_exists", true)]
    public void Texts_are_matched_by_pattern_likeness_and_part(string step, bool fits) =>
        TestRun.Steps(Everything, "run", step).Told().StartsWith("passed, passed", StringComparison.Ordinal).ShouldBe(fits);
}
