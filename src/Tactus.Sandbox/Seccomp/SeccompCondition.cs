namespace Tactus.Sandbox.Seccomp;

/// <summary>What an argument of a system call must be: <c>argument &amp; Mask == Value</c>.</summary>
/// <param name="Argument">Which argument, counted from 0.</param>
/// <param name="Value">What is left after masking.</param>
/// <param name="Mask">The bits that count.</param>
internal sealed record SeccompCondition(int Argument, ulong Value, ulong Mask);
