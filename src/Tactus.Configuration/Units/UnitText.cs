using System.Globalization;

namespace Tactus.Configuration.Units;

/// <summary>Reads and writes durations and sizes as people write them in configuration.</summary>
internal static class UnitText
{
    private const long Second = 1_000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    private const long Kibi = 1L << 10;
    private const long Mebi = 1L << 20;
    private const long Gibi = 1L << 30;
    private const long Tebi = 1L << 40;

    /// <summary>Reads <c>3600</c> (seconds), <c>250ms</c>, <c>90s</c>, <c>5m</c>, <c>1h</c> or <c>30d</c>; whole numbers only.</summary>
    public static bool TryParseDuration(string text, out TimeSpan duration)
    {
        duration = default;
        var (digits, suffix) = Split(text);
        var unit = suffix switch
        {
            "ms" => 1L,
            "" or "s" => Second,
            "m" => Minute,
            "h" => Hour,
            "d" => Day,
            _ => 0,
        };
        if (unit == 0 || !TryMultiply(digits, unit, out var milliseconds) || milliseconds > TimeSpan.MaxValue.TotalMilliseconds)
        {
            return false;
        }

        duration = TimeSpan.FromMilliseconds(milliseconds);
        return true;
    }

    /// <summary>Reads <c>4096</c> (bytes), <c>64k</c>, <c>512m</c>, <c>1g</c> or <c>1t</c>; binary multiples, whole numbers only.</summary>
    public static bool TryParseSize(string text, out long bytes)
    {
        bytes = 0;
        var (digits, suffix) = Split(text);
        var unit = suffix switch
        {
            "" => 1L,
            "k" => Kibi,
            "m" => Mebi,
            "g" => Gibi,
            "t" => Tebi,
            _ => 0,
        };
        return unit != 0 && TryMultiply(digits, unit, out bytes);
    }

    /// <summary>Reads a duration of our own table.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static TimeSpan ParseDuration(string text) =>
        TryParseDuration(text, out var duration) ? duration : throw new FormatException($"{text} is no duration.");

    /// <summary>Reads a size of our own table.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static long ParseSize(string text) => TryParseSize(text, out var bytes) ? bytes : throw new FormatException($"{text} is no size.");

    /// <summary>Writes a duration in the largest unit that leaves a whole number.</summary>
    public static string Format(TimeSpan duration) => (long)duration.TotalMilliseconds switch
    {
        0 => "0s",
        var value when value % Day == 0 => $"{value / Day}d",
        var value when value % Hour == 0 => $"{value / Hour}h",
        var value when value % Minute == 0 => $"{value / Minute}m",
        var value when value % Second == 0 => $"{value / Second}s",
        var value => $"{value}ms",
    };

    /// <summary>Writes a size in the largest unit that leaves a whole number.</summary>
    public static string FormatSize(long bytes) => bytes switch
    {
        0 => "0",
        _ when bytes % Tebi == 0 => $"{bytes / Tebi}t",
        _ when bytes % Gibi == 0 => $"{bytes / Gibi}g",
        _ when bytes % Mebi == 0 => $"{bytes / Mebi}m",
        _ when bytes % Kibi == 0 => $"{bytes / Kibi}k",
        _ => $"{bytes}",
    };

    private static (string Digits, string Suffix) Split(string text)
    {
        var end = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? (text, "") : (text[..end], text[end..]);
    }

    private static bool TryMultiply(string digits, long unit, out long product)
    {
        product = 0;
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > long.MaxValue / unit)
        {
            return false;
        }

        product = count * unit;
        return true;
    }
}
