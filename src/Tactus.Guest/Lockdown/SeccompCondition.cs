namespace Tactus.Guest.Lockdown;

/// <summary>What must hold of one argument of a system call: <c>(argument &amp; Mask) == Value</c>.</summary>
/// <param name="Argument">Number of the argument, counted from 0.</param>
/// <param name="Mask">The bits that are looked at.</param>
/// <param name="Value">What they must be.</param>
internal readonly record struct SeccompCondition(int Argument, ulong Mask, ulong Value);
