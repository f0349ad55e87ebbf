using Tactus.Cli.Output;

namespace Tactus.Cli.Tests.Output;

// Proves that durations and sizes read well on both sides of every change of unit.
public sealed class QuantityTests
{
    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(999, "999 ms")]
    [InlineData(1000, "1.0 s")]
    [InlineData(59_900, "59.9 s")]
    [InlineData(60_000, "1 min 0 s")]
    [InlineData(3_599_000, "59 min 59 s")]
    [InlineData(3_600_000, "1 h 0 min")]
    [InlineData(90_000_000, "25 h 0 min")]
    public void Durations(int milliseconds, string text) => Quantity.Duration(TimeSpan.FromMilliseconds(milliseconds)).ShouldBe(text);

    [Theory]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1.0 KiB")]
    [InlineData(1536 * 1024, "1.5 MiB")]
    [InlineData(3L << 30, "3.0 GiB")]
    public void Sizes(long bytes, string text) => Quantity.Bytes(bytes).ShouldBe(text);

    [Theory]
    [InlineData(0, "0 effects")]
    [InlineData(1, "1 effect")]
    [InlineData(2, "2 effects")]
    public void Counts(long count, string text) => Quantity.Effects(count).ShouldBe(text);

    [Fact]
    public void Times_are_in_utc_and_sort_as_text() => Quantity.Time(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)).ShouldBe("2026-01-02 03:04:05Z");
}
