using System.Text;
using Tactus.Cli.Output;

namespace Tactus.Cli.Tests.Output;

// Proves that a procedure's text stands behind a bar on every line that a terminal will show, however wide its characters are.
public sealed class FramedTextTests
{
    [Fact]
    public void Every_line_has_its_bar() =>
        FramedText.Lines("one\r\ntwo\n\nthree", 80).ShouldBe(["│ one", "│ two", "│ ", "│ three"]);

    [Theory]
    [InlineData("x", 300)]
    [InlineData("é", 300)]
    [InlineData("\U0001F980", 300)]
    [InlineData("漢", 300)]
    [InlineData("\t", 100)]
    [InlineData("a\u0301", 200)]
    public void No_line_is_wider_than_the_terminal(string piece, int times)
    {
        string[] lines = [.. FramedText.Lines(string.Concat(Enumerable.Repeat(piece, times)), 40)];
        lines.Length.ShouldBeGreaterThan(1);
        lines.ShouldAllBe(line => line.StartsWith("│ ", StringComparison.Ordinal));
        lines.ShouldAllBe(line => line.EnumerateRunes().Sum(rune => rune.IsAscii ? 1 : 2) <= 40);
    }

    [Fact]
    public void What_steers_a_terminal_is_replaced()
    {
        string shown = string.Concat(FramedText.Lines("\u001b[2J\u202e\r\u0007\u009b1mx", 80));
        shown.ShouldNotContain("\u001b");
        shown.ShouldNotContain("\u202e");
        shown.ShouldNotContain("\u009b");
        shown.ShouldNotContain("\u0007");
    }

    [Fact]
    public void A_text_that_is_cut_says_so()
    {
        FramedText.Cut("short", 10).ShouldBe("short");
        FramedText.Cut("rather long text", 10).ShouldBe("rather l…");
        FramedText.Cut("two\nlines", 20).ShouldBe("two lines");
    }

    [Fact]
    public void Nothing_of_a_text_is_lost()
    {
        string text = new StringBuilder().Insert(0, "0123456789", 50).ToString();
        string.Concat(FramedText.Lines(text, 33).Select(line => line[2..])).ShouldBe(text);
    }
}
