namespace Tactus.Simulation.Tests.Running;

/// <summary>Whether the tests take the time that <c>./test --long</c> gives them.</summary>
internal static class LongRun
{
    /// <summary>True for the long run.</summary>
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("TACTUS_LONG") == "1";
}
