// Proves that only the plain part of YAML is read, and that everything else is an error at its line and column.
using Tactus.Configuration.Tests.Support;
using Tactus.Configuration.Yaml;

namespace Tactus.Configuration.Tests.Yaml;

public sealed class StrictYamlReaderTests
{
    [Theory]
    [InlineData("a: 1\nb: [1, 2\n", "TAC4004", 3, 1)]
    [InlineData("a: 'x\n", "TAC4004", 1, 4)]
    [InlineData("a: b: c\n", "TAC4004", 1, 5)]
    [InlineData("a: {b: 1}}\n", "TAC4004", 1, 10)]
    [InlineData("a: 1\n\tb: 2\n", "TAC4003", 2, 1)]
    [InlineData("a:\n\tb: 2\n", "TAC4003", 2, 1)]
    [InlineData("a:\n  \tb: 2\n", "TAC4003", 2, 1)]
    [InlineData("a: [1,\n\t2]\n", "TAC4003", 2, 1)]
    [InlineData("a: 1\n\t# x\nb: 2\n", "TAC4003", 2, 1)]
    [InlineData("a: 1\n\t\nb: 2\n", "TAC4003", 2, 1)]
    [InlineData("a: &x 1\n", "TAC4005", 1, 4)]
    [InlineData("a: *x\n", "TAC4005", 1, 4)]
    [InlineData("a: &x\n  b: 1\n", "TAC4005", 1, 4)]
    [InlineData("&x a: 1\n", "TAC4005", 1, 1)]
    [InlineData("<<: *x\n", "TAC4005", 1, 5)]
    [InlineData("a: !!str 1\n", "TAC4006", 1, 4)]
    [InlineData("a: !x {}\n", "TAC4006", 1, 4)]
    [InlineData("!x a: 1\n", "TAC4006", 1, 1)]
    [InlineData("a: 1\n---\nb: 2\n", "TAC4007", 2, 1)]
    [InlineData("a: 1\nb: 2\na: 3\n", "TAC4009", 3, 1)]
    [InlineData("a: {b: 1, 'b': 2}\n", "TAC4009", 1, 11)]
    [InlineData("? [a]\n: 1\n", "TAC4011", 1, 3)]
    [InlineData("{a: 1}: 2\n", "TAC4011", 1, 1)]
    [InlineData("true: 1\n", "TAC4011", 1, 1)]
    [InlineData("~: 1\n", "TAC4011", 1, 1)]
    [InlineData("a: \"\\e[31m\"\n", "TAC4002", 1, 4)]
    [InlineData("a: \"\\u202e\"\n", "TAC4002", 1, 4)]
    public void Everything_else_is_an_error_at_its_place(string text, string code, int line, int column)
    {
        var problem = Problem.Of(() => StrictYamlReader.Read("f.yml", text));

        (problem.Code, problem.File, problem.Line, problem.Column).ShouldBe((code, "f.yml", line, column), problem.Message);
        problem.Message.ShouldEndWith(".");
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n...\n")]
    public void An_empty_file_holds_nothing(string text) =>
        (StrictYamlReader.Read("f.yml", text) is null or YamlScalar { Kind: YamlScalarKind.Null }).ShouldBeTrue();

    [Fact]
    public void Every_node_knows_its_place()
    {
        var root = StrictYamlReader.Read("f.yml", "a: 1\nb:\n  - x\n  - {c: 'y'}\n").ShouldBeOfType<YamlMapping>();

        root.Entries.Select(entry => (entry.Key, entry.Mark)).ShouldBe([("a", new YamlMark(1, 1)), ("b", new YamlMark(2, 1))]);
        var list = root.Entries[1].Value.ShouldBeOfType<YamlSequence>();
        list.Items[0].ShouldBe(new YamlScalar(new YamlMark(3, 5), "x", IsPlain: true));
        list.Items[1].ShouldBeOfType<YamlMapping>().Entries[0].Value.ShouldBe(new YamlScalar(new YamlMark(4, 9), "y", IsPlain: false));
    }

    [Fact]
    public void A_tab_inside_a_block_of_text_is_text()
    {
        var root = StrictYamlReader.Read("f.yml", "a: |\n  all:\n  \tmake\nb: 1\n").ShouldBeOfType<YamlMapping>();

        root.Entries[0].Value.ShouldBeOfType<YamlScalar>().Text.ShouldBe("all:\n\tmake\n");
    }

    [Fact]
    public void Nesting_has_a_limit()
    {
        StrictYamlReader.Read("f.yml", new string('[', 31) + "1" + new string(']', 31)).ShouldNotBeNull();
        Problem.Of(() => StrictYamlReader.Read("f.yml", new string('[', 32) + "1" + new string(']', 32))).Code.ShouldBe("TAC4008");
        Problem.Of(() => StrictYamlReader.Read("f.yml", new string('[', 100_000))).Code.ShouldBe("TAC4008");
    }
}
