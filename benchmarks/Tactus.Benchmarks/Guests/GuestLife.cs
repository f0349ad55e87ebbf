namespace Tactus.Benchmarks.Guests;

/// <summary>What was seen of one guest.</summary>
/// <param name="FirstLine">From its start to its first effect, in milliseconds.</param>
/// <param name="PeakMemory">Most of its memory, in MiB.</param>
internal sealed record GuestLife(double FirstLine, double PeakMemory);
