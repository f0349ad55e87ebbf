// Proves that durations and sizes are read as the docs say, and that what is written is read back the same.
using Tactus.Configuration.Units;

namespace Tactus.Configuration.Tests.Units;

public sealed class UnitTextTests
{
    [Theory]
    [InlineData("3600", 3_600_000)]
    [InlineData("250ms", 250)]
    [InlineData("90s", 90_000)]
    [InlineData("5m", 300_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("30d", 2_592_000_000)]
    [InlineData("0", 0)]
    public void Durations_are_read(string text, long milliseconds) => UnitText.ParseDuration(text).ShouldBe(TimeSpan.FromMilliseconds(milliseconds));

    [Theory]
    [InlineData("4096", 4096)]
    [InlineData("64k", 65_536)]
    [InlineData("512m", 536_870_912)]
    [InlineData("1g", 1_073_741_824)]
    [InlineData("2t", 2_199_023_255_552)]
    public void Sizes_are_read_in_binary_multiples(string text, long bytes) => UnitText.ParseSize(text).ShouldBe(bytes);

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("1.5h")]
    [InlineData("-1s")]
    [InlineData("1 s")]
    [InlineData("1S")]
    [InlineData("1w")]
    [InlineData("1ss")]
    [InlineData("99999999999999999999s")]
    [InlineData("9223372036854775807d")]
    [InlineData("9223372036854775807")]
    [InlineData("٣s")]
    public void What_is_no_duration_is_refused(string text)
    {
        UnitText.TryParseDuration(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => UnitText.ParseDuration(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("1.5g")]
    [InlineData("-1")]
    [InlineData("1M")]
    [InlineData("1mb")]
    [InlineData("9223372036854775807t")]
    public void What_is_no_size_is_refused(string text)
    {
        UnitText.TryParseSize(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => UnitText.ParseSize(text));
    }

    [Theory]
    [InlineData("0s")]
    [InlineData("250ms")]
    [InlineData("90s")]
    [InlineData("1m")]
    [InlineData("36h")]
    [InlineData("30d")]
    public void A_written_duration_is_the_shortest(string text) => UnitText.Format(UnitText.ParseDuration(text)).ShouldBe(text);

    [Theory]
    [InlineData("0")]
    [InlineData("1000")]
    [InlineData("64k")]
    [InlineData("512m")]
    [InlineData("3t")]
    public void A_written_size_is_the_shortest(string text) => UnitText.FormatSize(UnitText.ParseSize(text)).ShouldBe(text);
}
