using System.CommandLine;
using Tactus.Cli.Commands;
using Tactus.Protocol;

namespace Tactus.Cli.Tests.Commands;

// Proves how k=v is read: split at the first sign, each name once, and never without a name.
public sealed class KeyValueOptionTests
{
    [Fact]
    public void The_first_sign_splits()
    {
        Dictionary<string, string> pairs = Read("--param", "a=1", "--param", "b=x=y", "--param", "c=");

        pairs.ShouldBe(new Dictionary<string, string> { ["a"] = "1", ["b"] = "x=y", ["c"] = "" });
    }

    [Fact]
    public void Without_the_option_there_is_none() => Read().ShouldBeEmpty();

    [Theory]
    [InlineData("name")]
    [InlineData("=value")]
    [InlineData("")]
    public void A_name_and_a_sign_are_needed(string text) =>
        Should.Throw<TactusException>(() => Read("--param", text)).Code.ShouldBe("TAC7001");

    [Fact]
    public void A_name_stands_once() =>
        Should.Throw<TactusException>(() => Read("--param", "a=1", "--param", "a=2")).Code.ShouldBe("TAC7002");

    private static Dictionary<string, string> Read(params string[] arguments)
    {
        Option<string[]> option = KeyValueOption.Create("--param", "");
        return KeyValueOption.Read(new RootCommand { option }.Parse(arguments), option);
    }
}
