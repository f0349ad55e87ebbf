namespace Tactus.Benchmarks.Measuring;

/// <summary>Measures several things in turns, so that what else goes on in the machine meets them all alike.</summary>
internal static class Rounds
{
    /// <summary>One round that is not counted, then the given number of rounds. Each measurement is asked once a round.</summary>
    /// <returns>A sample for each measurement, of one value a round.</returns>
    public static IReadOnlyList<Sample> Run(int rounds, params IReadOnlyList<Func<double>> measurements)
    {
        Sample[] samples = [.. measurements.Select(_ => new Sample())];
        for (int round = 0; round <= rounds; round++)
        {
            for (int i = 0; i < measurements.Count; i++)
            {
                // Every other round goes backwards: nobody is always the one who comes after the same neighbour.
                int index = round % 2 == 0 ? i : measurements.Count - 1 - i;
                double value = measurements[index]();
                if (round > 0)
                {
                    samples[index].Add(value);
                }
            }
        }

        return samples;
    }
}
