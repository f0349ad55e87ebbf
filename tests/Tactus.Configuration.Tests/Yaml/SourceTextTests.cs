// Proves that a file cannot show a person something else than it says.
using System.Text;
using Tactus.Configuration.Tests.Support;
using Tactus.Configuration.Yaml;

namespace Tactus.Configuration.Tests.Yaml;

public sealed class SourceTextTests
{
    [Fact]
    public void Utf8_with_and_without_a_byte_order_mark_is_read()
    {
        SourceText.Decode("f", "a: ü\r\n\tx"u8).ShouldBe("a: ü\r\n\tx");
        SourceText.Decode("f", [0xEF, 0xBB, 0xBF, (byte)'a']).ShouldBe("a");
    }

    [Fact]
    public void Other_bytes_are_refused_at_their_line()
    {
        var problem = Problem.Of(() => SourceText.Decode("f", [(byte)'a', (byte)'\n', 0xC3, 0x28]));

        (problem.Code, problem.Line).ShouldBe(("TAC4002", 2));
    }

    [Theory]
    [InlineData('\0')]
    [InlineData('\u001b')]
    [InlineData('\u007f')]
    [InlineData('\u009b')]
    [InlineData('\u200e')]
    [InlineData('\u202e')]
    [InlineData('\u2028')]
    [InlineData('\u2066')]
    public void Control_and_direction_characters_are_refused_at_their_place(char c)
    {
        var problem = Problem.Of(() => SourceText.Decode("f", Encoding.UTF8.GetBytes($"a: 1\nbc{c}")));

        (problem.Code, problem.Line, problem.Column).ShouldBe(("TAC4002", 2, 3));
        problem.Message.ShouldContain($"U+{(int)c:X4}");
    }
}
