namespace Tactus.Journal.Sqlite;

/// <summary>Times as the database holds them: nanoseconds since 1970-01-01 UTC, which loses nothing of a tick of 100 ns.</summary>
internal static class Nanoseconds
{
    public static long FromTime(DateTimeOffset time) => checked((time.UtcTicks - DateTime.UnixEpoch.Ticks) * TimeSpan.NanosecondsPerTick);

    public static DateTimeOffset ToTime(long nanoseconds) =>
        new(DateTime.UnixEpoch.Ticks + (nanoseconds / TimeSpan.NanosecondsPerTick), TimeSpan.Zero);

    public static long FromSpan(TimeSpan span) => checked(span.Ticks * TimeSpan.NanosecondsPerTick);

    public static TimeSpan ToSpan(long nanoseconds) => new(nanoseconds / TimeSpan.NanosecondsPerTick);
}
