using Tactus.Protocol.Values;

namespace Tactus.Broker.Waiting;

/// <summary>A length of time as a guest sends it: a number of seconds.</summary>
internal static class DurationArgument
{
    // What is longer is a mistake, and its end would leave the range of the clock.
    private const double MostSeconds = 100 * 365.25 * 24 * 3600;

    /// <summary>The length; null for anything that is no number from 0 to a hundred years.</summary>
    public static TimeSpan? Read(Value value)
    {
        double seconds = value switch
        {
            IntegerValue number => number.Content,
            DoubleValue number => number.Content,
            _ => double.NaN,
        };
        return seconds is >= 0 and <= MostSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }
}
