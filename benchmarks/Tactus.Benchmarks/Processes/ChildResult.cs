namespace Tactus.Benchmarks.Processes;

/// <summary>How a command went.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote on standard output.</param>
/// <param name="Elapsed">From before its start until it was seen to have ended.</param>
internal sealed record ChildResult(int ExitCode, string Output, TimeSpan Elapsed);
