using System.Text.Encodings.Web;
using System.Text.Json;
using Tactus.Cli.Output;

namespace Tactus.Cli.Tests.Output;

// Proves that text from a procedure cannot steer a terminal, and that honest text is left alone.
public sealed class SafeTextTests
{
    // As the program prints JSON: nothing is escaped that JSON lets stand.
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("plain text, ünïcode, 日本語, tab\tand\nline")]
    [InlineData("")]
    public void Honest_text_stays_as_it_is(string text) => SafeText.Clean(text).ShouldBeSameAs(text);

    [Theory]
    [InlineData("\u001b[2J\u001b[1;1Hsucceeded", "␛[2J␛[1;1Hsucceeded")]
    [InlineData("a\rb", "a␍b")]
    [InlineData("a\bb\u0007", "a␈b␇")]
    [InlineData("nul\0", "nul␀")]
    [InlineData("\u009b31m", "\\u009b31m")]
    [InlineData("\u007f", "\\u007f")]
    [InlineData("admin\u202e txt.exe", "admin\\u202e txt.exe")]
    [InlineData("a\u2066b\u2069", "a\\u2066b\\u2069")]
    public void Control_and_bidirectional_characters_are_shown(string text, string shown) => SafeText.Clean(text).ShouldBe(shown);

    [Fact]
    public void Bytes_that_are_no_text_become_replacement_characters() => SafeText.FromUtf8([0x61, 0xff, 0x62]).ShouldBe("a\ufffdb");

    [Fact]
    public void Further_lines_are_moved_in() =>
        SafeText.Indented("boom\nsucceeded in 3 ms, 1 effect, docker, run 01\u2028x").ShouldBe("boom\n  succeeded in 3 ms, 1 effect, docker, run 01\\u2028x");

    [Fact]
    public void Json_means_the_same_after_it_was_cleaned()
    {
        const string Hostile = "\u202etxt\u009b31m\u2066\u007f\u001b[2J\n";
        string json = SafeText.Clean(JsonSerializer.Serialize(Hostile, Relaxed));

        json.ShouldAllBe(character => character < '\u007f');
        JsonSerializer.Deserialize<string>(json).ShouldBe(Hostile);
    }

    [Fact]
    public void One_line_has_one_line_and_an_end() => SafeText.OneLine("first\nsecond\nthird", 10).ShouldBe("first sec…");
}
