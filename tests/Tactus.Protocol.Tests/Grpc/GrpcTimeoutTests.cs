// Proves that deadlines keep their length on the wire, to within a rounding up, and that malformed ones are refused.
using Tactus.Protocol.Grpc;

namespace Tactus.Protocol.Tests.Grpc;

public sealed class GrpcTimeoutTests
{
    [Theory]
    [InlineData("1H", 36_000_000_000)]
    [InlineData("2M", 1_200_000_000)]
    [InlineData("3S", 30_000_000)]
    [InlineData("4m", 40_000)]
    [InlineData("5u", 50)]
    [InlineData("600n", 6)]
    [InlineData("1n", 1)]
    [InlineData("0S", 0)]
    [InlineData("99999999H", 3_599_999_964_000_000_000)]
    public void Every_unit_is_read(string text, long ticks)
    {
        GrpcTimeout.TryParse(text, out TimeSpan timeout).ShouldBeTrue();
        timeout.Ticks.ShouldBe(ticks);
    }

    [Theory]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("1")]
    [InlineData("1s")]
    [InlineData("-1S")]
    [InlineData("+1S")]
    [InlineData(" 1S")]
    [InlineData("1.5S")]
    [InlineData("123456789S")]
    public void Malformed_ones_are_refused(string text) => GrpcTimeout.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void What_is_written_is_read_back_and_never_shorter()
    {
        for (long ticks = 0; ticks >= 0 && ticks < long.MaxValue / 11; ticks = (ticks / 3 * 11) + 7)
        {
            var timeout = TimeSpan.FromTicks(ticks);

            string text = GrpcTimeout.Format(timeout);

            GrpcTimeout.TryParse(text, out TimeSpan back).ShouldBeTrue(text);
            back.ShouldBeGreaterThanOrEqualTo(timeout, text);
            (back - timeout).ShouldBeLessThanOrEqualTo(timeout / 100_000, text);
        }
    }
}
