namespace Tactus.Guest.Lockdown;

/// <summary>One line of seccomp.txt, for one architecture.</summary>
/// <param name="Name">Name of the system call.</param>
/// <param name="Number">Its number.</param>
/// <param name="Action">What is done with it.</param>
/// <param name="Errno">With which number it fails, for <see cref="SeccompAction.Errno"/>.</param>
/// <param name="Conditions">What must all hold for the rule to apply.</param>
internal sealed record SeccompRule(string Name, int Number, SeccompAction Action, ushort Errno, IReadOnlyList<SeccompCondition> Conditions);
