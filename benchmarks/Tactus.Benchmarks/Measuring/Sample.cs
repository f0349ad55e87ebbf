namespace Tactus.Benchmarks.Measuring;

/// <summary>Measurements of one thing. Medians only: a shared machine makes means tell of its other users.</summary>
internal sealed class Sample
{
    private readonly List<double> _values = [];

    /// <summary>The measurements in the order in which they were made.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>The median.</summary>
    public double Median => Quantile(_values, 0.5);

    /// <summary>Adds a measurement.</summary>
    public void Add(double value) => _values.Add(value);

    /// <summary>Adds a time in milliseconds.</summary>
    public void Add(TimeSpan time) => Add(time.TotalMilliseconds);

    /// <summary>The median of the ratios of measurements that were made side by side.</summary>
    public double RatioTo(Sample other) => Quantile(_values.Zip(other._values, (mine, theirs) => mine / theirs), 0.5);

    /// <summary>The value below which a share of the values lies.</summary>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        double place = share * (sorted.Length - 1);
        double below = sorted[(int)Math.Floor(place)];
        double above = sorted[(int)Math.Ceiling(place)];
        return below + ((above - below) * (place - Math.Floor(place)));
    }
}
