using System.Globalization;

namespace Tactus.EndToEnd.Tests.Durable.Killing;

/// <summary>How much the durable tests do: a little in every run of the suite, much in <c>./test --long</c>.</summary>
internal static class Effort
{
    /// <summary>True in the long run.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("TACTUS_LONG") == "1";

    /// <summary>One of two amounts.</summary>
    public static int Of(int usual, int many) => IsLong ? many : usual;

    /// <summary>The seed of random moments: that of the environment variable <c>TACTUS_SEED</c>, or a new one.</summary>
    public static int Seed() => Environment.GetEnvironmentVariable("TACTUS_SEED") is { Length: > 0 } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : Random.Shared.Next();
}
