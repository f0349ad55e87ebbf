using System.Globalization;

namespace Tactus.Protocol.Grpc;

/// <summary>The value of <c>grpc-timeout</c>: at most eight digits and a unit.</summary>
internal static class GrpcTimeout
{
    private const long MaxNumber = 99_999_999;

    /// <summary>The shortest exact text, rounded up to the next unit that eight digits can hold.</summary>
    public static string Format(TimeSpan timeout)
    {
        long ticks = Math.Max(timeout.Ticks, 0);
        if (ticks <= MaxNumber / TimeSpan.NanosecondsPerTick)
        {
            return Text(ticks * TimeSpan.NanosecondsPerTick, 'n');
        }

        ReadOnlySpan<(long Ticks, char Unit)> units =
        [
            (TimeSpan.TicksPerMicrosecond, 'u'), (TimeSpan.TicksPerMillisecond, 'm'), (TimeSpan.TicksPerSecond, 'S'),
            (TimeSpan.TicksPerMinute, 'M'), (TimeSpan.TicksPerHour, 'H'),
        ];
        foreach ((long each, char unit) in units)
        {
            long number = (ticks / each) + (ticks % each == 0 ? 0 : 1);
            if (number <= MaxNumber)
            {
                return Text(number, unit);
            }
        }

        return Text(MaxNumber, 'H');
    }

    /// <summary>Reads the text; false when it is malformed.</summary>
    public static bool TryParse(string text, out TimeSpan timeout)
    {
        timeout = default;
        if (text.Length is < 2 or > 9
            || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out long number))
        {
            return false;
        }

        (long numerator, long denominator) = text[^1] switch
        {
            'H' => (TimeSpan.TicksPerHour, 1L),
            'M' => (TimeSpan.TicksPerMinute, 1L),
            'S' => (TimeSpan.TicksPerSecond, 1L),
            'm' => (TimeSpan.TicksPerMillisecond, 1L),
            'u' => (TimeSpan.TicksPerMicrosecond, 1L),
            'n' => (1L, TimeSpan.NanosecondsPerTick),
            _ => (0L, 1L),
        };
        timeout = TimeSpan.FromTicks(((number * numerator) + denominator - 1) / denominator);
        return numerator != 0;
    }

    private static string Text(long number, char unit) => number.ToString(CultureInfo.InvariantCulture) + unit;
}
