using Tactus.Protocol.Values;
using Tactus.Testing.Literals;

namespace Tactus.Testing.Tests.Literals;

// Proves that values are read as Python and JSON write them, and that what is no value is refused, whatever it holds.
public sealed class LiteralTests
{
    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("[]", "[]")]
    [InlineData("(1, 2)", "[1,2]")]
    [InlineData("{'a': 1, \"b\": [True, False, None], 'c': {'d': 'e'},}", """{"a":1,"b":[true,false,null],"c":{"d":"e"}}""")]
    [InlineData("{\"a\": true, \"b\": null}", """{"a":true,"b":null}""")]
    [InlineData("'it\\'s'", "\"it's\"")]
    [InlineData("\"line\\nnext\\t\\u00e4\"", "\"line\\nnext\\tä\"")]
    [InlineData("'a\\d'", "\"a\\\\d\"")]
    [InlineData("-3", "-3")]
    [InlineData("+3", "3")]
    [InlineData("2.50", "2.5")]
    [InlineData("1e3", "1000.0")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    public void A_literal_is_read(string text, string json) => Literal.Parse(text).ShouldBe(ValueJson.Parse(json));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{'a' 1}")]
    [InlineData("{'a': 1 'b': 2}")]
    [InlineData("{'a': 1, 'a': 2}")]
    [InlineData("{a: 1}")]
    [InlineData("[1, 2")]
    [InlineData("'open")]
    [InlineData("1 2")]
    [InlineData("nan")]
    [InlineData("Infinity")]
    [InlineData("hello")]
    [InlineData("1.2.3")]
    public void What_is_no_literal_is_refused(string text) => Should.Throw<LiteralException>(() => Literal.Parse(text));

    [Fact]
    public void A_literal_that_is_nested_too_deeply_is_refused()
    {
        Literal.Parse(new string('[', 30) + new string(']', 30)).ShouldBeOfType<ListValue>();
        Should.Throw<LiteralException>(() => Literal.Parse(new string('[', 100_000)));
    }

    [Theory]
    [InlineData("\"a\"", true)]
    [InlineData("'a'", true)]
    [InlineData("\"a\\\"b\"", true)]
    [InlineData("\"a\" or \"b\"", false)]
    [InlineData("\"a'", false)]
    [InlineData("\"", false)]
    [InlineData("a", false)]
    public void A_quoted_text_is_one_from_end_to_end(string text, bool quoted) => Literal.IsQuoted(text).ShouldBe(quoted);
}
