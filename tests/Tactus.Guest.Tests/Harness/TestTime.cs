namespace Tactus.Guest.Tests.Harness;

/// <summary>How long a test waits before it gives up. Reached only when something hangs.</summary>
internal static class TestTime
{
    public static TimeSpan Longest { get; } = TimeSpan.FromSeconds(120);
}
