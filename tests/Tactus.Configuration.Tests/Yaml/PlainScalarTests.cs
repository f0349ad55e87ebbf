// Proves that unquoted scalars mean one thing only.
using Tactus.Configuration.Yaml;

namespace Tactus.Configuration.Tests.Yaml;

public sealed class PlainScalarTests
{
    [Theory]
    [InlineData("", "Null")]
    [InlineData("~", "Null")]
    [InlineData("null", "Null")]
    [InlineData("true", "Boolean")]
    [InlineData("FALSE", "Boolean")]
    [InlineData("yes", "Text")]
    [InlineData("0", "Integer")]
    [InlineData("-12", "Integer")]
    [InlineData("+3", "Integer")]
    [InlineData("1.5", "Float")]
    [InlineData(".5", "Float")]
    [InlineData("5.", "Float")]
    [InlineData("1e3", "Float")]
    [InlineData("1.5E-3", "Float")]
    [InlineData("1e", "Text")]
    [InlineData("1e+", "Text")]
    [InlineData("1e3x", "Text")]
    [InlineData(".", "Text")]
    [InlineData("-", "Text")]
    [InlineData("1.2.3", "Text")]
    [InlineData("0x10", "Text")]
    [InlineData("1_000", "Text")]
    [InlineData(".inf", "Text")]
    [InlineData("90s", "Text")]
    public void A_scalar_has_one_kind(string text, string kind) => PlainScalar.KindOf(text).ToString().ShouldBe(kind);

    [Theory]
    [InlineData("{a: [1, -2, 007, 1.50, true, ~, x, '1', \"ü\"]}", "{\"a\":[1,-2,7,1.5,true,null,\"x\",\"1\",\"ü\"]}")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("1e999", "\"1e999\"")]
    public void Yaml_becomes_the_json_it_means(string yaml, string json) => YamlJson.ToJson(StrictYamlReader.Read("f.yml", yaml)!).ShouldBe(json);

    [Theory]
    [InlineData("~", "nothing")]
    [InlineData("true", "the bool true")]
    [InlineData("12", "the number 12")]
    [InlineData("'12'", "the text \"12\"")]
    [InlineData("[]", "a list")]
    [InlineData("{}", "a map")]
    public void A_node_describes_itself(string yaml, string description) => StrictYamlReader.Read("f.yml", yaml)!.Description.ShouldBe(description);

    [Fact]
    public void A_long_text_is_described_shortly() =>
        new YamlScalar(default, new string('x', 500), IsPlain: false).Description.Length.ShouldBeLessThan(80);
}
