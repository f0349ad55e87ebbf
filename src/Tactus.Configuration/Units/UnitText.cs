using System.Globalization;

namespace Tactus.Configuration.Units;

/// <summary>Reads and writes durations and sizes as people write them in configuration.</summary>
internal static class UnitText
{
    private static readonly (string Suffix, long Milliseconds)[] DurationUnits =
        [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

    private static readonly (string Suffix, long Bytes)[] SizeUnits =
        [("k", 1L << 10), ("m", 1L << 20), ("g", 1L << 30), ("t", 1L << 40)];

    /// <summary>Reads <c>3600</c> (seconds), <c>250ms</c>, <c>90s</c>, <c>5m</c>, <c>1h</c> or <c>30d</c>; whole numbers only.</summary>
    public static bool TryParseDuration(string text, out TimeSpan duration)
    {
        duration = default;
        var (digits, suffix) = Split(text);
        var unit = Array.Find(DurationUnits, candidate => candidate.Suffix == (suffix.Length == 0 ? "s" : suffix)).Milliseconds;
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
        var unit = suffix.Length == 0 ? 1 : Array.Find(SizeUnits, candidate => candidate.Suffix == suffix).Bytes;
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
    public static string Format(TimeSpan duration)
    {
        var milliseconds = (long)duration.TotalMilliseconds;
        if (milliseconds == 0)
        {
            return "0s";
        }

        var (suffix, unit) = Array.FindLast(DurationUnits, candidate => milliseconds % candidate.Milliseconds == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{milliseconds / unit}{suffix}");
    }

    /// <summary>Writes a size in the largest unit that leaves a whole number.</summary>
    public static string FormatSize(long bytes)
    {
        var (suffix, unit) = Array.FindLast(SizeUnits, candidate => bytes > 0 && bytes % candidate.Bytes == 0);
        return suffix is null ? bytes.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{bytes / unit}{suffix}");
    }

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
