namespace Tactus.Journal.Sqlite;

/// <summary>Money as the file keeps it: whole billionths of a US dollar.</summary>
internal static class Nanodollars
{
    private const double PerDollar = 1e9;

    /// <summary>What is kept of an amount.</summary>
    public static long FromDollars(double dollars) => (long)Math.Round(dollars * PerDollar);

    /// <summary>The amount that was kept.</summary>
    public static double ToDollars(long nanodollars) => nanodollars / PerDollar;
}
