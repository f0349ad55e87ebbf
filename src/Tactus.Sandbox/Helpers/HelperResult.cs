namespace Tactus.Sandbox.Helpers;

/// <summary>How a helper ended.</summary>
/// <param name="ExitCode">Exit code, or 128 plus the signal.</param>
/// <param name="Stdout">Standard output, cut at the limit.</param>
/// <param name="Stderr">Standard error, cut at the limit.</param>
/// <param name="Truncated">True when one of them was cut; the program is ended then.</param>
/// <param name="TimedOut">True when the time was up.</param>
public sealed record HelperResult(int ExitCode, byte[] Stdout, byte[] Stderr, bool Truncated, bool TimedOut);
